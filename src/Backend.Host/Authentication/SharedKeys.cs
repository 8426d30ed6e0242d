using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Backend.Platform.Errors;
using Backend.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Backend.Host.Authentication;

/// <summary>
/// The keys of Data Protection, in the database that all nodes share. With a certificate they are encrypted there, so that
/// who reads the database alone reads no secret.
/// </summary>
internal static class SharedKeys
{
    private const string Certificate = "Backend:DataProtection:Certificate";
    private const string Password = "Backend:DataProtection:CertificatePassword";

    public static void AddSharedKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DatabaseKeyRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeyRepository>((keys, database) => keys.XmlRepository = database);
        var protection = services.AddDataProtection().SetApplicationName("backend");
        if (configuration[Certificate] is { Length: > 0 } path)
            protection.ProtectKeysWithCertificate(Load(path, configuration[Password]));
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return certificate.HasPrivateKey && certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new CryptographicException("It has no private RSA key.");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Backend__DataProtection__Certificate is '{path}', which could not be used: {error.Message} Set it to a PKCS #12 file with an RSA "
                + "certificate and its private key, and Backend__DataProtection__CertificatePassword to its password.");
        }
    }
}
