// Mails as people get them: a server of others takes them by SMTP, a parser of others reads them, Chromium shows them.
// Starts its own server. Screenshots go to artifacts/mail. The last line is the count.
import assert from 'node:assert/strict';
import { finish, startServer, test, until } from '../own-server.mjs';
import { startMailServer } from './mail-server.mjs';
import { openMailWindow } from './mail-window.mjs';

const password = 'not-a-secret-of-anybody';
const mailbox = await startMailServer('backend', password);
const settings = {
  Backend__App__Url: 'https://work.example.org/', Backend__Notifications__BatchPause: '00:00:03',
  Backend__Mail__Host: '127.0.0.1', Backend__Mail__Port: `${mailbox.port}`, Backend__Mail__From: 'work@example.org', Backend__Mail__FromName: 'Work',
  Backend__Mail__Username: 'backend', Backend__Mail__Password: password,
};
let server = await startServer(settings);
const mutate = (...args) => server.mutate(...args);
const mailWindow = await openMailWindow();

const teamId = (await server.graphql('{ team(id: "ENG") { id } }')).team.id;
const idOf = async (person) => (await server.graphql('{ viewer { id } }', {}, person)).viewer.id;
const [ada, grace] = [await idOf('ada'), await idOf('grace')];
const createIssue = async (input, person = 'ada') => (await mutate('issueCreate', { teamId, ...input }, 'issue { id identifier }', person)).issue;
const comment = (issueId, bodyMarkdown, person) => mutate('commentCreate', { issueId, bodyMarkdown }, 'syncId', person);
const texts = (mail) => [mail.text, mail.html];

/** Waits for the first mail to somebody that is like that. */
const mailTo = (person, isLike, patience) => until(() => mailbox.to(person).find(isLike), patience);

const issue = await createIssue({
  title: 'Axis labels overlap when the figure is <b>tight</b>', descriptionMarkdown: 'See the picture.', assigneeId: grace,
});

await test('whoever is assigned has a mail at once, with its headers, in two forms', async () => {
  const mail = await mailTo('grace', ({ subject }) => subject.startsWith(`[${issue.identifier}]`));
  assert.equal(mail.subject, `[${issue.identifier}] Axis labels overlap when the figure is <b>tight</b>`);
  assert.equal(mail.from.text, '"Work" <work@example.org>');
  assert.match(mail.messageId, /^<.+@example\.org>$/);
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
  for (const text of texts(mail)) {
    assert.match(text, /Ada Lovelace\S* assigned this issue to you/);
    assert.ok(text.includes(`https://work.example.org/demo/issues/${issue.identifier}`));
  }
  assert.ok(!mail.html.includes('<b>tight</b>'));
});

await test('what is said soon after one another is one mail, in the thread of the issue', async () => {
  await comment(issue.id, 'I see it, too:\n\n```python\nfig.tight_layout()\n```\n\n> with **two** axes\n\n- [the picture](https://example.org/a.png)\n- <script>alert(1)</script>', 'linus');
  await comment(issue.id, 'And in 3.9.', 'linus');
  const mail = await mailTo('grace', ({ text }) => text.includes('And in 3.9.'));
  texts(mail).forEach((text) => assert.match(text, /fig\.tight_layout\(\)/));
  assert.ok(!mail.html.includes('<script'));
  const first = mailbox.to('grace')[0];
  assert.equal(mail.subject, first.subject);
  assert.deepEqual([mail.references].flat().at(0), [first.references].flat().at(0));
  assert.equal(mailbox.to('grace').filter(({ subject }) => subject === mail.subject).length, 2);
});

await test('whoever is mentioned has a mail at once, which takes along what was to come later', async () => {
  const other = await createIssue({ title: 'Legend is cut off', assigneeId: ada }, 'grace');
  await comment(other.id, 'First this.', 'grace');
  await comment(other.id, '@ada, what do you think?', 'grace');
  const mail = await mailTo('ada', ({ text }) => text.includes('what do you think?'));
  assert.match(mail.text, /mentioned you/);
});

await test('what was chosen for the morning is not sent before', async () => {
  await mutate('notificationPreferenceSet', { category: 'COMMENTS', mail: 'DAILY' }, 'notificationSetting { mail }', 'grace');
  const before = mailbox.to('grace').length;
  await comment(issue.id, 'This can wait until **tomorrow**.', 'linus');
  const second = await createIssue({ title: 'Colour bar has no label' }, 'grace');
  await comment(second.id, 'Neither has its axis.', 'linus');
  const waiting = () => server.graphql('{ emailDeliveries(filter: { kind: { eq: DIGEST }, status: { eq: PENDING } }) { nodes { dueAt } } }');
  const [{ dueAt }] = await until(async () => (({ emailDeliveries: { nodes } }) => (nodes.length > 0 ? nodes : null))(await waiting()));
  assert.ok(new Date(dueAt) > new Date());
  assert.equal(mailbox.to('grace').length, before);
});

await test('what became of a mail is kept with the answer of the mail server', async () => {
  const query = '{ emailDeliveries(filter: { status: { eq: SENT } }) { nodes { kind address subject smtpAnswer attempts } } }';
  const { emailDeliveries: { nodes } } = await server.graphql(query);
  assert.ok(nodes.length >= 3);
  assert.ok(nodes.every(({ smtpAnswer, attempts }) => /^250 2\.0\.0 Ok: queued as \d+$/.test(smtpAnswer) && attempts === 1), JSON.stringify(nodes));
});

await test('a test mail shows what was said to the mail server, without the password', async () => {
  const { mailTest } = await mutate('mailTest', {}, 'mailTest { delivered answer transcript }');
  assert.equal(mailTest.delivered, true);
  assert.ok(mailTest.transcript.some((line) => line.startsWith('S: 250')), mailTest.transcript.join('\n'));
  assert.ok(mailTest.transcript.every((line) => !line.includes(password) && !line.includes(Buffer.from(`\0backend\0${password}`).toString('base64'))));
  await mailTo('ada', ({ subject }) => subject.startsWith('Test mail'));
});

await test('a mail server that refuses the password is tried by mailTest and named', async () => {
  const other = await startServer({ ...settings, Backend__Mail__Password: 'wrong' });
  const { mailTest } = await other.mutate('mailTest', {}, 'mailTest { delivered errorCode transcript }');
  assert.deepEqual([mailTest.delivered, mailTest.errorCode], [false, 'SMTP_AUTHENTICATION']);
  await other.stop();
});

await test('a mailbox unsubscribes with one click, and no more mails like it come', async () => {
  const mail = mailbox.to('ada').find(({ text }) => text.includes('what do you think?'));
  const list = mail.headers.get('list');
  assert.equal(mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post').line, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const response = await fetch(list.unsubscribe.url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  assert.equal(response.status, 200);
  const { notificationPreferences } = await server.graphql('{ notificationPreferences { category mail } }');
  assert.equal(notificationPreferences.find(({ category }) => category === 'MENTIONS').mail, 'NONE');
});

await test('in the morning what has waited comes as one mail', async () => {
  await server.stop({ keep: true });
  // The same server on the next day: its clock is set forward, not its timers.
  server = await startServer({ ...settings, FAKETIME_DONT_FAKE_MONOTONIC: '1' }, server.data, ['faketime', '-f', '+25h']);
  const mail = await mailTo('grace', ({ text }) => text.includes('This can wait until'), 60_000);
  assert.match(mail.subject, /: 2 updates in 2 issues on \d+ [A-Z][a-z]+$/);
  for (const text of texts(mail)) {
    assert.match(text, /Axis labels overlap/);
    assert.match(text, /Colour bar has no label/);
    assert.match(text, /Neither has its axis/);
  }
  assert.ok(!mail.text.includes('And in 3.9.'));
});

await test('mails are shown as they are meant, on a telephone and in the dark, and fetch nothing', async () => {
  const [immediate, batched] = mailbox.to('grace');
  const digest = mailbox.to('grace').find(({ text }) => text.includes('This can wait until'));
  for (const [name, mail] of Object.entries({ immediate, batched, digest, test: mailbox.to('ada').find(({ subject }) => subject.startsWith('Test mail')) })) {
    for (const [look, options] of Object.entries({ '': {}, '-telephone': { width: 375 }, '-dark': { colorScheme: 'dark' } })) {
      assert.deepEqual(await mailWindow.show(`${name}${look}`, mail.html, options), { isTooWide: false, fetched: [] }, `${name}${look}`);
    }
  }
});

await test('the server has logged no secret and no defect', () => {
  assert.ok(!server.log.join('').includes(password));
  assert.doesNotMatch(server.log.join(''), /^(fail|crit)/m);
});

await mailWindow.close();
await server.stop();
await mailbox.close();
finish();
