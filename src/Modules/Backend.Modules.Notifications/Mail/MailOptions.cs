namespace Backend.Modules.Notifications.Mail;

/// <summary>How mail is sent, set as <c>Backend:Mail</c>. Without a host no mail is sent.</summary>
internal sealed class MailOptions
{
    public const string Section = "Backend:Mail";

    /// <summary>The mail server's name or address; empty sends no mail.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; by default 587, 465 with <c>Tls</c>, 25 with <c>None</c>.</summary>
    public int? Port { get; set; }

    /// <summary>One of <c>Auto</c>, <c>StartTls</c>, <c>Tls</c> and <c>None</c>.</summary>
    public string Security { get; set; } = nameof(MailSecurity.Auto);

    /// <summary>Whom to sign in as; empty does not sign in.</summary>
    public string? Username { get; set; }

    /// <summary>The password of that user.</summary>
    public string? Password { get; set; }

    /// <summary>The address that mail comes from.</summary>
    public string? From { get; set; }

    /// <summary>The name that stands beside it.</summary>
    public string FromName { get; set; } = "Backend";

    /// <summary>Where answers go; by default to <see cref="From"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>How long a mail may take to be handed to the server, with the connection where one is needed.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections a node has at most.</summary>
    public int MaxConnections { get; set; } = 4;

    /// <summary>For how long after it was due a mail is tried again.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>For how many days it is kept what became of mails.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>Whether mail is sent.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    /// <summary>How the connection is secured.</summary>
    public MailSecurity Mode => Enum.Parse<MailSecurity>(Security, ignoreCase: true);

    /// <summary>The port that is used.</summary>
    public int UsedPort => Port ?? Mode switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 };

    /// <summary>Whether the server is on this machine, where nobody listens in.</summary>
    public bool IsLoopback => Host is { } host && (host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address)));
}

/// <summary>How the connection to a mail server is secured.</summary>
internal enum MailSecurity
{
    /// <summary>By TLS where the server offers it; the password is sent with TLS only.</summary>
    Auto,

    /// <summary>By STARTTLS; a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>By TLS from the start.</summary>
    Tls,

    /// <summary>Not at all, for a server on this machine or a network of its own.</summary>
    None,
}
