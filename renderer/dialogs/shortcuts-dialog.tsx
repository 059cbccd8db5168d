import { Modal } from '../components/modal.tsx';
import { bindings, otherKeys } from '../keys/bindings.ts';
import { keyWords, toWords } from '../keys/key-words.ts';
import { appStore } from '../store/app.ts';

const GROUPS = ['Team', 'Edit', 'Canvas', 'Panes', 'Run'] as const;

/** All keys, by what they are for. */
export function ShortcutsDialog() {
  return (
    <Modal
      title="Keyboard shortcuts"
      description="Keys of the canvas rest while you type in a field."
      width="wide"
      onClose={appStore.getState().closeDialog}
    >
      <div className="shortcuts">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className="cap">{group}</h3>
            <dl>
              {linesOf(group).map(({ label, words }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className="kbd">{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function linesOf(group: (typeof GROUPS)[number]): readonly { readonly label: string; readonly words: string }[] {
  const own = bindings
    .filter((binding) => binding.group === group && binding.keys.length > 0)
    .map(({ id, label }) => ({ label, words: keyWords(id) }));
  const others = otherKeys
    .filter((each) => each.group === group)
    .map(({ label, keys }) => ({ label, words: keys.map(toWords).join(' or ') }));
  return [...own, ...others];
}
