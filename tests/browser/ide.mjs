const patience = 20_000;

/** Banana Cake Pop in its frame. */
export class Ide {
  #page;
  #frame;

  constructor(page) {
    this.#page = page;
    this.#frame = page.frameLocator('iframe');
  }

  async waitForStart() {
    await this.#frame.getByRole('button', { name: 'Create Document' }).waitFor();
  }

  async openTab() {
    await this.#frame.getByRole('button', { name: 'Create Document' }).click();
    await this.waitFor(/Schema available/);
  }

  /** Replaces the document of the tab. */
  async write(document) {
    await this.#frame.getByRole('textbox', { name: /Editor content/ }).first().focus();
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.insertText(document);
  }

  /** Runs the tab's operation until the IDE shows a text: it takes clicks only once it has read the document. */
  async runUntil(text) {
    const run = this.#frame.getByRole('button', { name: /^Run Operation/ });
    await this.#poll(text, async () => {
      if (await run.isVisible() && await run.isEnabled()) {
        await run.click({ timeout: 1000 }).catch(() => {});
      }
    });
  }

  /** Waits until the IDE shows a text. */
  waitFor(text) {
    return this.#poll(text, async () => {});
  }

  async #poll(text, act) {
    const end = performance.now() + patience;
    for (;;) {
      // Monaco writes its lines with spaces that do not break.
      const shown = (await this.#frame.locator('body').innerText()).replaceAll('\u00a0', ' ');
      if (text.test(shown)) {
        return;
      }
      if (performance.now() > end) {
        throw new Error(`The IDE does not show ${text}, but:\n${shown}`);
      }
      await act();
      await this.#page.waitForTimeout(500);
    }
  }
}
