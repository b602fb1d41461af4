import { useEffect, useId, useRef, type ReactNode } from 'react';
import styles from './form.module.css';

/**
 * A small form in a popover: Enter does it, Escape (the popover's) leaves it. `submit` is the button's word; `problem` says why the last attempt was
 * refused.
 */
export function Form({
  heading,
  submit,
  problem,
  onSubmit,
  onRemove,
  children,
}: {
  heading: string;
  submit: string;
  problem: string | null;
  onSubmit: () => void;
  onRemove?: () => void;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  // A form may take the place of the menu that had the focus.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), []);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h3 className={styles.heading}>{heading}</h3>
      {children}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        {onRemove && (
          <button type="button" className={styles.button} data-tone="danger" onClick={onRemove}>
            Remove
          </button>
        )}
        <button type="submit" className={styles.button} data-tone="main">
          {submit}
        </button>
      </div>
    </form>
  );
}

/** A line of text to type in. `options` are offered while one types. */
export function TextInput({
  label,
  value,
  placeholder,
  options,
  onChange,
}: {
  label: string;
  value: string;
  placeholder?: string;
  options?: readonly string[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.input}
        value={value}
        placeholder={placeholder}
        list={options && `${id}-options`}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {options && (
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** A choice of a few. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
