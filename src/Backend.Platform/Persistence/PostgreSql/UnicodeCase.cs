using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>
/// Folds the case of every letter: columns have the collation C, so that texts are ordered by code point as on SQLite, and
/// under it PostgreSQL's lower() knows the letters of ASCII only.
/// </summary>
internal sealed class UnicodeCaseTranslator(ISqlExpressionFactory sql) : IMethodCallTranslator
{
    // Unicode's own rules without those of a language; part of every server that was built with ICU, as all packages are.
    private const string Collation = "und-x-icu";

    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        method == ToLower && instance is not null
            ? sql.Function("lower", [new CollateExpression(instance, Collation)], nullable: true, [true], typeof(string), instance.TypeMapping)
            : null;
}

internal sealed class UnicodeCasePlugin(ISqlExpressionFactory sql) : IMethodCallTranslatorPlugin
{
    public IEnumerable<IMethodCallTranslator> Translators { get; } = [new UnicodeCaseTranslator(sql)];
}

/// <summary>Adds the translator to a context.</summary>
internal sealed class UnicodeCaseExtension : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) =>
        new EntityFrameworkRelationalServicesBuilder(services).TryAdd<IMethodCallTranslatorPlugin, UnicodeCasePlugin>();

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => string.Empty;

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
