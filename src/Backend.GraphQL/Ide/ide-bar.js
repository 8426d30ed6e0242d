// Shows who is signed in with this browser, and the way to sign in or out.
const session = document.getElementById('session');

async function show() {
  const { session: address, signIn, signOut } = session.dataset;
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  const { signedIn, name, email } = response.ok ? await response.json() : {};

  const link = document.createElement('a');
  link.textContent = signedIn ? 'Sign out' : 'Sign in';
  link.href = `${signedIn ? signOut : signIn}?returnUrl=${encodeURIComponent(location.pathname)}`;
  session.replaceChildren(signedIn ? `Signed in as ${name ?? email}` : 'Not signed in', link);
}

if (session) {
  await show();

  // A session ends by itself, or in another tab.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      show().catch(() => {});
    }
  });
}
