import './jitless.ts';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/inter/opsz-italic.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/floating.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connection } from './rpc/api.ts';
import { askForPassphrase } from './settings/keys/unlock-dialog.tsx';
import { followAddress } from './store/address.ts';
import { startAutosave } from './store/autosave.ts';
import { followSettings } from './store/settings.ts';

void connection.start();
void followAddress();
startAutosave();
void followSettings();
void askForPassphrase();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
