import { ChevronRight, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { typeWords } from '../istio/completions.ts';
import { fieldDoc } from '../istio/field-docs.ts';
import type { FieldSchema } from '../istio/field-schema.ts';
import { isObject } from '../istio/sanitize.ts';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import type { Refusal } from '../yaml/yaml-edit.ts';
import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Inspected } from './inspected.ts';
import styles from './inspector.module.css';

type FieldProps = { inspected: Inspected; path: YamlPath; value: unknown; schema: FieldSchema };

/** The fields of a mapping that stand, and a way to add those that do not. */
export function ObjectFields({ inspected, path, value, schema }: FieldProps) {
  const { set } = useSetField(inspected);
  const fields = isObject(value) ? value : {};
  const known = Object.entries(schema.properties ?? {});
  const present = known.filter(([name]) => name in fields);
  const absent = known.filter(([name]) => !(name in fields));
  return (
    <div className={styles.fields}>
      {present.map(([name, field]) => (
        <Field
          key={name}
          name={name}
          inspected={inspected}
          path={[...path, name]}
          value={fields[name]}
          schema={field}
        />
      ))}
      {absent.length > 0 && (
        <label className={styles.add}>
          <Plus size={13} aria-hidden />
          <select
            aria-label={`Add a field to ${String(path.at(-1) ?? 'spec')}`}
            value=""
            onChange={(event) => {
              const field = schema.properties?.[event.target.value];
              if (field) set([...path, event.target.value], blank(field));
            }}
          >
            <option value="">add a field …</option>
            {absent.map(([name, field]) => (
              <option key={name} value={name}>
                {name} ({typeWords(field)})
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** A field of its own: a scalar as an input, everything else as a block that can be opened. */
function Field({ name, inspected, path, value, schema }: FieldProps & { name: string }) {
  const { set, propose } = useSetField(inspected);
  const remove = (
    <button type="button" className={styles.icon} aria-label={`Remove ${name}`} onClick={() => set(path, undefined)}>
      <Trash2 size={13} aria-hidden />
    </button>
  );
  if (isScalar(schema)) {
    return (
      <div className={styles.field}>
        <FieldName name={name} inspected={inspected} path={path} />
        <ScalarInput name={name} value={value} schema={schema} onChange={(next) => propose(path, next)} />
        {remove}
      </div>
    );
  }
  return (
    <div className={styles.blockField}>
      <details className={styles.block} open={path.length <= inspected.path.length + 2}>
        <summary>
          <ChevronRight size={13} aria-hidden className={styles.chevron} />
          <FieldName name={name} inspected={inspected} path={path} />
        </summary>
        {schema.type === 'array' ? (
          <ListFields inspected={inspected} path={path} value={value} schema={schema} />
        ) : schema.properties ? (
          <ObjectFields inspected={inspected} path={path} value={value} schema={schema} />
        ) : (
          <MapFields inspected={inspected} path={path} value={value} schema={schema} />
        )}
      </details>
      {remove}
    </div>
  );
}

/** A field's name; what it is for stands in its tooltip. */
function FieldName({ name, inspected, path }: { name: string; inspected: Inspected; path: YamlPath }) {
  const doc = fieldDoc(inspected.apiVersion, inspected.kind, path.slice(1));
  return (
    <span className={styles.name} title={doc?.replaceAll('`', '') ?? undefined}>
      {name}
    </span>
  );
}

function ListFields({ inspected, path, value, schema }: FieldProps) {
  const { set } = useSetField(inspected);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const item = schema.items ?? {};
  return (
    <div className={styles.fields}>
      {items.map((one, index) => (
        <Field
          key={index}
          name={String(index + 1)}
          inspected={inspected}
          path={[...path, index]}
          value={one}
          schema={item}
        />
      ))}
      <button type="button" className={styles.addButton} onClick={() => set([...path, items.length], blank(item))}>
        <Plus size={13} aria-hidden /> add an item
      </button>
    </div>
  );
}

function MapFields({ inspected, path, value, schema }: FieldProps) {
  const { set } = useSetField(inspected);
  const [name, setName] = useState('');
  const field = schema.additionalProperties ?? {};
  const add = () => {
    if (name === '') return;
    set([...path, name], blank(field));
    setName('');
  };
  return (
    <div className={styles.fields}>
      {Object.entries(isObject(value) ? value : {}).map(([key, one]) => (
        <Field key={key} name={key} inspected={inspected} path={[...path, key]} value={one} schema={field} />
      ))}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Plus size={13} aria-hidden />
        <input
          aria-label={`New name in ${String(path.at(-1))}`}
          placeholder="name, then Enter"
          value={name}
          spellCheck={false}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </div>
  );
}

/** Gives a field another value, none if undefined; what comes back is why it did not get it. */
type Change = (value: unknown) => Refusal | null;

function ScalarInput({
  name,
  value,
  schema,
  onChange,
}: {
  name: string;
  value: unknown;
  schema: FieldSchema;
  onChange: Change;
}) {
  if (schema.type === 'boolean') {
    return (
      <input
        type="checkbox"
        aria-label={name}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    );
  }
  if (schema.enum) {
    return (
      <select aria-label={name} value={String(value)} onChange={(event) => onChange(event.target.value)}>
        {schema.enum.map((choice) => (
          <option key={String(choice)}>{String(choice)}</option>
        ))}
      </select>
    );
  }
  return <TextInput key={String(value)} name={name} value={value} schema={schema} onChange={onChange} />;
}

/** Text and numbers change the document when they are done: on Enter or when the field is left. What cannot stand there gives way to what stands. */
function TextInput({
  name,
  value,
  schema,
  onChange,
}: {
  name: string;
  value: unknown;
  schema: FieldSchema;
  onChange: Change;
}) {
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const [text, setText] = useState(written);
  const done = () => {
    if (text === written) return;
    if (onChange(typed(text, schema))) setText(written);
  };
  return (
    <input
      aria-label={name}
      value={text}
      title={typeWords(schema)}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') setText(written);
      }}
    />
  );
}

/** What a text means as a field's value; an empty one means no field, but where a text may be empty. */
function typed(text: string, schema: FieldSchema): unknown {
  const isNumber = schema.type === 'integer' || schema.type === 'number' || schema.intOrString;
  if (text.trim() === '' && (isNumber || isDuration(schema))) return undefined;
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function isDuration({ rules }: FieldSchema): boolean {
  return rules?.some((rule) => rule.includes('duration(')) ?? false;
}

function isScalar(schema: FieldSchema): boolean {
  return schema.type !== 'object' && schema.type !== 'array';
}

/** What a field starts with. */
function blank(schema: FieldSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((name) => [name, blank(schema.properties?.[name] ?? {})]));
  if (schema.type === 'array') return schema.items ? [blank(schema.items)] : [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  return isDuration(schema) ? '1s' : '';
}

/** `set` for fields that come and go, which may have to be filled in before the cluster takes the object; `propose` for a value. */
function useSetField({ object }: Inspected) {
  const workspace = useWorkspaceApi();
  const edit = (field: YamlPath, value: unknown) => ({ type: 'setField', object, field, value }) as const;
  return {
    set: (field: YamlPath, value: unknown) => workspace.dispatch(edit(field, value)),
    propose: (field: YamlPath, value: unknown) => workspace.propose(edit(field, value)),
  };
}
