// skills.js - the skill tree: what was learned, what can be, and what comes before it
import { post } from "/pages/api.js";
import { html } from "/pages/html.js";
import { count, pack, place, sentence } from "/pages/names.js";
import { Trouble, useDeed } from "/pages/parts.js";

// Under what it requires; what requires several stands under the last of them.
function branch(skills, parent) {
  const parentOf = (skill) => { const before = skill.requires || []; return before.length ? before[before.length - 1] : null; };
  const known = new Set(skills.map(({ id }) => id));
  return skills.filter((skill) => (known.has(parentOf(skill)) ? parentOf(skill) : null) === parent);
}

function Skill({ skill, all, left, deed }) {
  const under = branch(all, skill.id);
  const titleOf = (id) => (all.find((one) => one.id === id) || {}).title || place(id);
  const missing = skill.missing || [];
  const canLearn = !skill.learned && !skill.retired && missing.length === 0 && skill.cost <= left;
  return html`<li><div class=${skill.learned ? "skill learned" : "skill"}>
      <p><b>${skill.title}</b> <small>${skill.learned ? "learned" : skill.retired ? "no pack brings it any more" : count(skill.cost, "point")}</small>${skill.description && html`<span>${skill.description}</span>`}
        ${!skill.learned && missing.length > 0 && html`<span class="quiet">After ${missing.map(titleOf).join(" and ")}.</span>`}</p>
      ${canLearn && html`<button type="button" disabled=${deed.isBusy} onClick=${() => deed.learn(skill.id)}>Learn<span class="unseen"> ${skill.title}</span></button>`}</div>
    ${under.length > 0 && html`<ul>${under.map((one) => html`<${Skill} key=${one.id} skill=${one} all=${all} left=${left} deed=${deed} />`)}</ul>`}</li>`;
}

export function Skills({ me, skills, again }) {
  const deed = useDeed();
  const learn = (skill) => deed.run(() => post(`/players/${encodeURIComponent(me.player_id)}/learn`, { skill }).then(again));
  const packs = [...new Set(skills.skills.map(({ id }) => pack(id)))];
  const { left, earned } = skills.points;
  return html`<section aria-labelledby="skills"><h2 id="skills">Skills</h2>
    <p>${earned === 0 ? "Completed stories give points to spend here." : `${left} of ${count(earned, "point")} left.`} What you learn, later lives begin with.</p>
    <${Trouble} problem=${deed.problem} />
    <div class="tree" tabindex="0" role="region" aria-label="Skill tree">${packs.map((name) => html`<div><h3>${sentence(name)}</h3><ul>${branch(skills.skills.filter(({ id }) => pack(id) === name), null).map((skill) =>
      html`<${Skill} key=${skill.id} skill=${skill} all=${skills.skills} left=${left} deed=${{ ...deed, learn }} />`)}</ul></div>`)}</div></section>`;
}
