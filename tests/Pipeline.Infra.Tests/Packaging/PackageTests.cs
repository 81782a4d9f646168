using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Packaging;

/// <summary>The package holds exactly what Flex Consumption needs: the worker, its description and the extensions.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackageFixture azd)
{
    private const string Project = "functions/Pipeline.Functions/Pipeline.Functions.csproj";
    private const string Extensions = ".azurefunctions/";

    // The machine in the head of an assembly that was compiled ahead of time: AMD64, marked as for Linux.
    private const ushort LinuxX64 = 0x8664 ^ 0x7B79;

    private static readonly string[] Described =
    [
        "Pipeline.Functions.deps.json", "Pipeline.Functions.dll", "Pipeline.Functions.runtimeconfig.json", "extensions.json", "functions.metadata",
        "host.json", "worker.config.json",
    ];

    [Fact]
    public void The_root_holds_the_worker_and_its_description_and_nothing_that_is_not_code()
    {
        string[] names = [.. Names().Where(static name => !name.StartsWith(Extensions, StringComparison.Ordinal))];

        Assert.Equal(Described, Described.Intersect(names));
        // The program beside the assembly is what the SDK makes and nobody starts.
        Assert.DoesNotContain(names.Except(Described), static name =>
            name.Contains('/', StringComparison.Ordinal) || (Path.GetExtension(name) is not (".dll" or ".pdb") && name != "Pipeline.Functions"));
    }

    [Fact]
    public void The_folder_of_the_extensions_is_in_it_although_its_name_begins_with_a_dot()
    {
        string[] names = [.. Names().Where(static name => name.StartsWith(Extensions, StringComparison.Ordinal))];

        Assert.Contains($"{Extensions}function.deps.json", names);
        Assert.True(names.Length > 20);
        Assert.DoesNotContain(names, static name => Path.GetExtension(name) is not (".dll" or ".pdb") && name != $"{Extensions}function.deps.json");
    }

    [Fact]
    public void What_is_unpacked_is_what_was_published() => Assert.Equal(
        Directory.GetFiles(azd.PublishFolder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(azd.PublishFolder, path)).Order(StringComparer.Ordinal),
        Directory.GetFiles(azd.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(azd.Folder, path)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_platform_brings_the_runtime()
    {
        JsonNode options = JsonNode.Parse(File.ReadAllText(Path.Combine(azd.Folder, "Pipeline.Functions.runtimeconfig.json")))!["runtimeOptions"]!;

        Assert.Equal(
            ["Microsoft.AspNetCore.App", "Microsoft.NETCore.App"],
            options["frameworks"]!.AsArray().Select(static framework => (string)framework!["name"]!).Order(StringComparer.Ordinal));
        Assert.Null(options["includedFrameworks"]);
    }

    [Fact]
    public void The_code_is_compiled_ahead_of_time_for_64_bit_Linux()
    {
        using var assembly = new PEReader(File.OpenRead(Path.Combine(azd.Folder, "Pipeline.Functions.dll")));

        Assert.Equal(LinuxX64, (ushort)assembly.PEHeaders.CoffHeader.Machine);
        Assert.NotEqual(0, assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    /// <summary>A build and a test know no runtime identifier; only publishing may.</summary>
    [Fact]
    public void The_project_names_no_runtime_but_for_publishing()
    {
        XElement[] properties = [.. XDocument.Load(Repository.PathOf(Project)).Descendants()];

        Assert.DoesNotContain(properties, static property => property.Name.LocalName == "SelfContained" && property.Value == "true");
        Assert.All(
            properties.Where(static property => property.Name.LocalName is "RuntimeIdentifier" or "RuntimeIdentifiers"),
            static property => Assert.Contains(property.AncestorsAndSelf(), static part => part.Attribute("Condition")?.Value.Contains("'$(_IsPublishing)'", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void The_size_stays_far_below_what_a_start_can_load() => Assert.InRange(new FileInfo(azd.ZipPath).Length, 1, 50_000_000);

    private string[] Names()
    {
        using ZipArchive zip = ZipFile.OpenRead(azd.ZipPath);
        return [.. zip.Entries.Select(static entry => entry.FullName)];
    }
}
