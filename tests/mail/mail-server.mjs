import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An SMTP server that wants to know who sends, and keeps what it takes. */
export async function startMailServer(user, password) {
  const mails = [];
  const server = new SMTPServer({
    // On this machine alone, where nobody listens in.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: (auth, session, done) =>
      auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('Neither this user nor this password')),
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail });
        done(null, `2.0.0 Ok: queued as ${mails.length}`);
      }, done);
    },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.server.address().port,
    /** Those to somebody, in the order in which they came. */
    to: (person) => mails.filter(({ to }) => to.includes(`${person}@demo.localhost`)).map(({ mail }) => mail),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
