using System.Collections.Immutable;
using Backend.GraphQL;
using Backend.GraphQL.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backend.UnitTests.Generators;

/// <summary>A run of the generators over a source text, and what the compiler makes of the two together.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(DataLoaderAttribute).Assembly.Location)
            .Distinct(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private GeneratorRun(GeneratorDriverRunResult result, Compilation compilation)
    {
        Result = result;
        Compilation = compilation;
    }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>The source with what was generated for it.</summary>
    public Compilation Compilation { get; }

    /// <summary>What the generators report.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The generated texts by file.</summary>
    public IEnumerable<(string File, string Text)> Sources => SourcesOf<DataLoaderGenerator>().Concat(SourcesOf<ResolverGenerator>());

    /// <summary>The texts of one generator.</summary>
    public IEnumerable<(string File, string Text)> SourcesOf<TGenerator>() => Result.Results
        .Where(result => result.Generator.GetGeneratorType() == typeof(TGenerator))
        .SelectMany(result => result.GeneratedSources).Select(source => (source.HintName, source.SourceText.ToString()));

    /// <summary>What the compiler warns of, or cannot compile.</summary>
    public IEnumerable<string> CompilerMessages => Compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString());

    public static GeneratorRun Of(string source)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compile(source), out var compilation, out _);
        return new GeneratorRun(driver.GetRunResult(), compilation);
    }

    /// <summary>What the analyzer of resolvers says of the source.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        await Of(source).Compilation.WithAnalyzers([new ResolverAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    /// <summary>What one generator did when a driver ran again.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Outputs<TGenerator>(GeneratorDriverRunResult result) =>
        [.. result.Results.Single(one => one.Generator.GetGeneratorType() == typeof(TGenerator))
            .TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new DataLoaderGenerator().AsSourceGenerator(), new ResolverGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Generated",
        [CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose), "Loaders.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]));

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Backend.GraphQL;

        """;
}
