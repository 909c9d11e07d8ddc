import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { folderSource, sourceName, TEMPLATE_IDS, type TemplateId } from '../../state/other-models.ts';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ModelBadge.module.css';

const texts = TEXTS.otherModel;

/** Opens a model of another make, from a folder or an address, and says by which template it is asked. */
export function OtherModelFields({ app }: { readonly app: Tracepad }) {
  const { source, template, ownTemplate, problem } = useStore(app.otherModels.store);
  const loading = useStore(app.predictions, ({ model }) => model.kind === 'loading');
  const [address, setAddress] = useState('');
  const folder = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const url = URL.canParse(address.trim()) && /^https?:/.test(address.trim()) ? address.trim() : null;
  return (
    <details className={styles.other} open={source !== null ? true : undefined} data-testid="other-model">
      <summary>{texts.title}</summary>
      <p className={styles.detail}>{texts.intro}</p>
      <div className={styles.otherRow}>
        <label className={styles.otherField}>
          <span>{texts.template}</span>
          <select
            value={template}
            disabled={loading}
            data-testid="other-template"
            onChange={({ target }) => {
              if (target.value === 'choose') file.current?.click();
              else void app.otherModels.chooseTemplate(target.value as TemplateId | 'own');
            }}
          >
            {TEMPLATE_IDS.map((id) => (
              <option key={id} value={id}>
                {texts.templates[id]}
              </option>
            ))}
            {ownTemplate !== null && <option value="own">{ownTemplate.name}</option>}
            <option value="choose">{texts.chooseTemplate}</option>
          </select>
        </label>
        <Button onClick={() => folder.current?.click()} disabled={loading}>
          {texts.folder}
        </Button>
      </div>
      <form
        className={styles.otherRow}
        onSubmit={(event) => {
          event.preventDefault();
          if (url !== null) void app.otherModels.open({ kind: 'address', url });
        }}
      >
        <label className={styles.otherField}>
          <span>{texts.address}</span>
          <input type="url" value={address} placeholder={TEXTS.otherModel.addressPlaceholder} onChange={({ target }) => setAddress(target.value)} data-testid="other-address" />
        </label>
        <Button type="submit" disabled={loading || url === null} data-testid="other-load">
          {texts.load}
        </Button>
      </form>
      {source !== null && (
        <p className={styles.detail} data-testid="other-source">
          {texts.opened} {sourceName(source)}
        </p>
      )}
      {problem !== null && (
        <p className={styles.bad} role="alert">
          {problem}
        </p>
      )}
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={texts.folder}
        data-testid="other-folder"
        // Not in React's types: browsers call it by this name.
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => {
          const chosen = folderSource(target.files ?? []);
          target.value = '';
          if (chosen !== null) void app.otherModels.open(chosen);
        }}
      />
      <input
        ref={file}
        type="file"
        hidden
        accept=".txt,.json,.template"
        aria-label={texts.chooseTemplate}
        data-testid="other-template-file"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen !== undefined) void app.otherModels.takeTemplate(chosen);
          target.value = '';
        }}
      />
    </details>
  );
}
