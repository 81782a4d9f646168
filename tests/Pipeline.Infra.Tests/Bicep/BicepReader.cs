using System.Diagnostics;
using System.Text.Json;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>Reads templates with the tree-sitter grammar of Bicep, in one Node process for a whole test class.</summary>
public sealed class BicepReader : IDisposable
{
    private readonly Process node;
    private readonly Lock one = new();

    /// <summary>Starts the process.</summary>
    public BicepReader()
    {
        string tools = Repository.PathOf(".tools/bicep");
        if (!Directory.Exists(Path.Combine(tools, "node_modules")))
        {
            throw new DirectoryNotFoundException("The Bicep grammar is not installed: run ./test.sh, or tests/scripts/install.sh bicep.");
        }

        node = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tests/tools/bicep/read-bicep.mjs"), tools])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Reads one template.</summary>
    internal BicepFile Read(string path, string text)
    {
        lock (one)
        {
            node.StandardInput.WriteLine(JsonSerializer.Serialize(new { text }));
            node.StandardInput.Flush();
            string line = node.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The reader of templates stopped at {path}.");
            using JsonDocument answer = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1024 });
            string[] faults =
            [
                .. answer.RootElement.GetProperty("faults").EnumerateArray()
                    .Select(fault => $"{path}:{fault.GetProperty("line").GetInt32()} cannot be read: {fault.GetProperty("text").GetString()}"),
            ];
            return new BicepFile(path, Node(answer.RootElement.GetProperty("root"), text), faults);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The end of its input ends the process.
        node.StandardInput.Close();
        _ = node.WaitForExit(TimeSpan.FromSeconds(10));
        node.Dispose();
    }

    private static BicepNode Node(JsonElement node, string text) => new(
        node.GetProperty("type").GetString()!,
        text[node.GetProperty("start").GetInt32()..node.GetProperty("end").GetInt32()],
        node.GetProperty("line").GetInt32(),
        [.. node.GetProperty("children").EnumerateArray().Select(child => Node(child, text))]);
}
