using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Packaging;

/// <summary>The package holds exactly what Flex Consumption needs (functions-custom-handler.md §6.1).</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackageFixture azd)
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Fact]
    public void The_root_holds_host_json_and_a_folder_for_each_function_and_nothing_that_is_not_code()
    {
        using ZipArchive zip = ZipFile.OpenRead(azd.ZipPath);
        string[] names = [.. zip.Entries.Select(static entry => entry.FullName)];

        Assert.Contains("host.json", names);
        Assert.Equal(
            FunctionNames.All.Select(static name => $"{name}/function.json"),
            names.Where(static name => name.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(names.Where(static name => !name.Contains('/', StringComparison.Ordinal)), static name =>
            Path.GetExtension(name) is not (".dll" or ".so" or ".pdb")
            && name is not ("host.json" or "Pipeline.Functions" or "createdump" or "Pipeline.Functions.deps.json"
                or "Pipeline.Functions.runtimeconfig.json" or "Pipeline.Functions.staticwebassets.endpoints.json"));
    }

    [Fact]
    public void The_executable_keeps_its_execute_bit_in_the_package_and_out_of_it()
    {
        using ZipArchive zip = ZipFile.OpenRead(azd.ZipPath);
        string executable = Executable();
        int attributes = zip.GetEntry(executable)!.ExternalAttributes;

        Assert.Equal(Execute, (UnixFileMode)((attributes >> 16) & 0x1FF) & Execute);
        Assert.Equal(Execute, File.GetUnixFileMode(Path.Combine(azd.Folder, executable)) & Execute);
    }

    [Fact]
    public void A_package_made_without_modes_is_seen_to_lack_the_bit()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = zip.CreateEntryFromFile(Path.Combine(azd.PublishFolder, Executable()), Executable(), CompressionLevel.NoCompression);
            entry.ExternalAttributes = 0;
        }

        using var read = new ZipArchive(memory, ZipArchiveMode.Read);
        Assert.NotEqual(Execute, (UnixFileMode)((read.GetEntry(Executable())!.ExternalAttributes >> 16) & 0x1FF) & Execute);
    }

    [Fact]
    public void The_executable_is_for_64_bit_Linux_and_brings_its_runtime()
    {
        byte[] head = new byte[20];
        using (FileStream file = File.OpenRead(Path.Combine(azd.Folder, Executable())))
        {
            file.ReadExactly(head);
        }

        // ELF, 64 bit, little endian, x86-64.
        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1], head[..6]);
        Assert.Equal([0x3E, 0], head[18..20]);
        Assert.True(File.Exists(Path.Combine(azd.Folder, "libcoreclr.so")));
    }

    [Fact]
    public void The_size_stays_far_below_what_a_start_can_load() => Assert.InRange(new FileInfo(azd.ZipPath).Length, 1, 100_000_000);

    private string Executable() =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(azd.Folder, "host.json")))!["customHandler"]!["description"]!["defaultExecutablePath"]!;
}
