namespace Backend.MailTemplates;

/// <summary>A mail as it is sent.</summary>
/// <param name="Subject">The subject: one line.</param>
/// <param name="Html">The text in HTML.</param>
/// <param name="Text">The same as plain text.</param>
public sealed record RenderedMail(string Subject, string Html, string Text);
