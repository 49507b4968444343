// enter.js - signing in, and joining by an invitation
import { post } from "/pages/api.js";
import { html, useState } from "/pages/html.js";
import { Heading, Trouble, go, useDeed } from "/pages/parts.js";

const least = 8; // letters of a password

// A path on this server, whatever the address said.
function target() {
  const to = new URLSearchParams(location.search).get("to") || "/";
  return /^\/(?![/\\])/.test(to) ? to : "/";
}

function Field({ id, label, hint, ...rest }) {
  return html`<p class="field"><label for=${id}>${label}${hint && html` <small>${hint}</small>`}</label><input id=${id} name=${id} required ...${rest} /></p>`;
}

function Join({ setMe }) {
  const deed = useDeed();
  const invitation = new URLSearchParams(location.search).get("invitation") || "";
  const join = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    deed.run(async () => { setMe(await post("/join", { invitation, name: fields.get("name").trim(), password: fields.get("password") })); go("/", { replace: true }); });
  };
  return html`<${Heading} title="Join">You are invited<//>
    <p>Choose a name and a password. The name is how you are known here; who you are in a story, you say when you begin one.</p>
    <form onSubmit=${join}>
      ${!invitation && html`<${Trouble} problem=${{ message: "This address holds no invitation. Ask whoever sent it for the whole link." }} />`}
      <${Field} id="name" label="Name" maxlength="40" autocomplete="username" autofocus=${true} />
      <${Field} id="password" label="Password" hint=${`at least ${least} letters`} type="password" minlength=${least} autocomplete="new-password" />
      <${Trouble} problem=${deed.problem} />
      <p><button class="main" disabled=${deed.isBusy || !invitation}>Join</button></p>
    </form>
    <p><a href="/login">I have been here before</a></p>`;
}

function SignIn({ setMe }) {
  const [isHow, setHow] = useState(false);
  const deed = useDeed();
  const sign = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    deed.run(async () => { setMe(await post("/login", { name: fields.get("name").trim(), password: fields.get("password") })); go(target(), { replace: true }); });
  };
  return html`<${Heading} title="Sign in">Come in<//>
    <form onSubmit=${sign}>
      <${Field} id="name" label="Name" maxlength="40" autocomplete="username" autofocus=${true} />
      <${Field} id="password" label="Password" type="password" autocomplete="current-password" />
      <${Trouble} problem=${deed.problem} />
      <p><button class="main" disabled=${deed.isBusy}>Sign in</button></p>
    </form>
    <details open=${isHow} onToggle=${(event) => setHow(event.target.open)}><summary>I have no name here</summary>
      <p>On your own machine: start <code>turnstone serve</code> and open the address that it prints. It lets one browser in, without a password; each start prints another.</p>
      <p>On somebody else's: ask for an invitation. It is a link that they make in the workshop.</p></details>`;
}

export default function Enter({ words: [which], setMe }) {
  return html`<div class="page enter">${which === "join" ? html`<${Join} setMe=${setMe} />` : html`<${SignIn} setMe=${setMe} />`}</div>`;
}
