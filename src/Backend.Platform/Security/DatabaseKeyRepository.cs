using System.Xml.Linq;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>
/// Keeps the keys of Data Protection in the database, so that every node reads what any of them encrypted. The package that
/// does this for EF Core saves synchronously, which <see cref="BackendDbContext"/> refuses; here a key, made once in 90 days,
/// is one statement.
/// </summary>
public sealed class DatabaseKeyRepository(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        return [.. db.Set<DataProtectionKey>().OrderBy(key => key.Id).Select(key => key.Xml).ToList().Select(XElement.Parse)];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var (id, xml) = (Guid.CreateVersion7(clock.GetUtcNow()), element.ToString(SaveOptions.DisableFormatting));
        var keyId = db.Database.IsSqlite() ? (object)id.ToString().ToUpperInvariant() : id;
        db.Database.ExecuteSql($"INSERT INTO platform_data_protection_keys (id, friendly_name, xml) VALUES ({keyId}, {friendlyName}, {xml})");
    }
}
