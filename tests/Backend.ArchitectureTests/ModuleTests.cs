using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Backend.ArchitectureTests;

public sealed class ModuleTests
{
    /// <summary>Every module that lies beside the host: none is named here.</summary>
    public static TheoryData<string> Modules =>
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{ModuleRules.Prefix}*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Fact]
    public void Modules_are_found() => Assert.True(Modules.Count >= 5, $"Only {Modules.Count} modules were found.");

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_knows_no_other_module(string module) =>
        Assert.Empty(ModuleRules.ReferencesToOtherModules(Assembly.Load(module)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_shows_only_its_entrance(string module) =>
        Assert.Empty(ModuleRules.UnexpectedPublicTypes(Assembly.Load(module)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_seals_its_classes(string module) => Assert.Empty(ModuleRules.OpenClasses(Assembly.Load(module)));

    [Theory]
    [InlineData("Backend.GraphQL", "Backend.Platform", "Backend.Contracts", "Backend.Modules", "Backend.Host")]
    [InlineData("Backend.Platform", "Backend.Contracts", "Backend.Modules", "Backend.Host")]
    [InlineData("Backend.Contracts", "Backend.Modules", "Backend.Host")]
    public void Layer_knows_nothing_above_it(string layer, params string[] above) =>
        Assert.Empty(ModuleRules.ReferencesUpwards(Assembly.Load(layer), above));

    [Fact]
    public void Planted_violations_are_found()
    {
        var planted = Plant("""
            namespace Backend.Modules.Planted;
            public static class PlantedModule { public static object Use() => typeof(Backend.Modules.Identity.IdentityModule); }
            public sealed class Leak;
            internal class Open;
            """);
        Assert.Equal(["Backend.Modules.Planted references Backend.Modules.Identity"], ModuleRules.ReferencesToOtherModules(planted));
        Assert.Equal(["Backend.Modules.Planted.Leak is public"], ModuleRules.UnexpectedPublicTypes(planted));
        Assert.Equal(["Backend.Modules.Planted.Open is neither sealed nor inherited"], ModuleRules.OpenClasses(planted));
        Assert.Single(ModuleRules.ReferencesUpwards(planted, "Backend.Modules"));
    }

    private static Assembly Plant(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Backend.Modules.Planted", [CSharpSyntaxTree.ParseText(source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("planted", isCollectible: true).LoadFromStream(image);
    }
}
