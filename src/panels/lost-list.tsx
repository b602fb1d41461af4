import panel from './panel.module.css';

/** What did not come along from one format to another. */
export function LostList({ lost, title }: { lost: readonly string[]; title: string }) {
  if (lost.length === 0) return null;
  return (
    <section className={panel.section}>
      <h2>{title}</h2>
      <ul className={panel.lost}>
        {lost.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
