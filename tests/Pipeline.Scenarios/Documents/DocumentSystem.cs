using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Documents;

/// <summary>The system as the README starts it, with a port and a folder of its own so that nobody else's is disturbed.</summary>
internal sealed partial class DocumentSystem : IDisposable
{
    private const string ShownAddress = "127.0.0.1:7071";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(8);

    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-documents-").FullName;
    private readonly string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");
    private DocumentProcess? servers;

    /// <summary>What the servers have printed, with the address that the documents show.</summary>
    public string Log => AsShown(servers?.Output ?? string.Empty);

    /// <summary>Whether the folder of all state is there.</summary>
    public bool HasData => Directory.Exists(Data);

    private string Data => Path.Combine(folder, "data");

    /// <summary>Runs a block that starts servers and waits until it says that they are ready.</summary>
    /// <exception cref="InvalidOperationException">It has stopped; the text has its log.</exception>
    public async Task StartAsync(DocumentBlock block)
    {
        string port = address.Split(':')[1];
        servers = DocumentProcess.Start($"{block.Text.Trim()} --port {port} --data '{Data}'");
        await WaitFor.TrueAsync(
            () => servers.HasExited
                ? throw new InvalidOperationException($"{block.Place} has stopped.\n{servers.Output}\n{servers.Errors}")
                : servers.Output.Contains($"Ready: http://{address}/ops", StringComparison.Ordinal),
            StartLimit,
            $"{block.Place} is ready");
    }

    /// <summary>Runs a block of commands and compares what it prints.</summary>
    /// <param name="block">The commands.</param>
    /// <param name="shown">The output that the document shows, or null.</param>
    /// <param name="patience">How long a block that only reads is run again until it prints what is shown.</param>
    /// <returns>The finding, or null.</returns>
    public async Task<string?> RunAsync(DocumentBlock block, DocumentBlock? shown, TimeSpan patience)
    {
        string? finding = null;
        try
        {
            await WaitFor.TrueAsync(
                async () =>
                {
                    (int code, string output, string errors) = await DocumentProcess.RunAsync(AsStarted(block.Text));
                    bool failed = code != 0;
                    finding = failed ? string.Create(CultureInfo.InvariantCulture, $"{block.Place} ends with {code}: {errors} {AsShown(output)}")
                        : Difference(shown, AsShown(output));
                    return finding is null || failed || !block.OnlyReads;
                },
                patience,
                block.Place);
        }
        catch (TimeoutException)
        {
            // The finding of the last time stands.
        }

        return finding;
    }

    /// <summary>What differs between shown output and what was printed, with the place; null when nothing does or none is shown.</summary>
    public static string? Difference(DocumentBlock? shown, string printed)
    {
        string? difference = shown switch
        {
            null => null,
            { Language: "json" } => ShownJson.Difference(shown.Text, printed),
            _ => ShownText.Difference(shown.Text, printed),
        };
        return difference is null ? null : $"{shown!.Place}: {difference}.";
    }

    /// <summary>Stops the servers.</summary>
    /// <returns>The exit code, or null when none were started.</returns>
    public async Task<int?> StopAsync() => servers is null ? null : await servers.StopAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        servers?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string AsStarted(string text) =>
        DataFolder().Replace(text.Replace(ShownAddress, address, StringComparison.Ordinal), Data);

    private string AsShown(string text) => text.Replace(address, ShownAddress, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w./-])\.data\b", RegexOptions.None, 1000)]
    private static partial Regex DataFolder();
}
