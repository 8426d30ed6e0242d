using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>
/// The development issuer's key, kept in a file so that another process of this machine, the <c>token</c> verb, signs tokens
/// that a running server accepts.
/// </summary>
internal sealed class DevelopmentSigningKey(DataDirectory data)
{
    private const string FileName = "development-issuer.key";

    private readonly Lazy<RsaSecurityKey> key = new(() => Load(data));

    public RsaSecurityKey Key => key.Value;

    private static RsaSecurityKey Load(DataDirectory data)
    {
        var path = data.Combine(FileName);
        if (!File.Exists(path))
            Create(data, path);
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(path));
        var loaded = new RsaSecurityKey(rsa);
        loaded.KeyId = Base64UrlEncoder.Encode(loaded.ComputeJwkThumbprint());
        return loaded;
    }

    private static void Create(DataDirectory data, string path)
    {
        Directory.CreateDirectory(data.Path);
        using var rsa = RSA.Create(2048);
        var temporary = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        try
        {
            // Whoever moves first decides on the key; nobody ever reads half a file.
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
