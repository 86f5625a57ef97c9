// Keeps the demo's page in step with what the simulated GitHub shows. All HTML that comes was sanitised by the server.
const byId = (id) => document.getElementById(id);
const MARKS = { success: '✔', failure: '✖', neutral: '•' };

function box(head, headClass, html) {
  const element = document.createElement('div');
  element.className = 'box';
  const top = document.createElement('div');
  top.className = `head ${headClass}`;
  top.textContent = head;
  const content = document.createElement('div');
  content.className = 'markdown-body';
  content.innerHTML = html;
  element.append(top, content);
  return element;
}

function show(pull) {
  byId('title').textContent = `${pull.title} #${pull.number}`;
  byId('about').textContent =
    `${pull.head} → ${pull.base}. Edit on the left; the check on the right is what GitHub would show.`;
  byId('pull-title').value = pull.title;
  byId('body').value = pull.body;
  byId('message').value = pull.commits.at(-1)?.message ?? '';
  byId('branch').value = pull.head;
  byId('checks').replaceChildren(
    ...pull.checks.map((check) =>
      box(
        `${MARKS[check.conclusion] ?? '○'} ${check.name}: ${check.title}`,
        check.conclusion ?? '',
        check.summary + check.text,
      ),
    ),
  );
  byId('comments').replaceChildren(
    ...pull.comments.map((comment) => box(`${comment.author} commented`, '', comment.body)),
  );
}

async function ask(path, input) {
  const buttons = document.querySelectorAll('button');
  const status = byId('status');
  for (const button of buttons) button.disabled = true;
  status.className = '';
  status.textContent = 'The check is running…';
  try {
    const answer = await fetch(
      path,
      input === undefined ? {} : { method: 'POST', body: JSON.stringify(input) },
    );
    const json = await answer.json();
    if (!answer.ok) throw new Error(json.message);
    show(json);
    status.textContent = '';
  } catch (error) {
    status.className = 'error';
    status.textContent = error.message;
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

byId('save-body').onclick = () => ask('/edit', { title: byId('pull-title').value, body: byId('body').value });
byId('save-message').onclick = () => ask('/commit', { message: byId('message').value });
byId('save-branch').onclick = () => ask('/move', { branch: byId('branch').value });
void ask('/pull');
