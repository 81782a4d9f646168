using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>The Bicep compiler with its linter, as one process that answers JSON-RPC; a start for each template would take four times as long.</summary>
public sealed class BicepCompiler : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the process.</summary>
    public BicepCompiler()
    {
        string program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "BicepCompiler").Value!;
        // Not every way of restoring a package gives the execute bit.
        if (!File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute))
        {
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        }

        process = Process.Start(new ProcessStartInfo(program, ["jsonrpc", "--stdio"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Compiles one template below a folder. What the compiler and the linter say names files relative to that folder.</summary>
    internal (JsonObject? Template, IReadOnlyList<string> Diagnostics) Compile(string folder, string path)
    {
        byte[] request = JsonSerializer.SerializeToUtf8Bytes(
            new { jsonrpc = "2.0", id = 1, method = "bicep/compile", @params = new[] { new { path = Path.Combine(folder, path) } } });
        process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {request.Length}\r\n\r\n")));
        process.StandardInput.BaseStream.Write(request);
        process.StandardInput.BaseStream.Flush();
        JsonNode answer = Read();
        JsonNode result = answer["result"] ?? throw new InvalidOperationException($"The Bicep compiler failed at {path}: {answer["error"]}");
        return (
            (string?)result["contents"] is { } contents ? JsonNode.Parse(contents)!.AsObject() : null,
            [.. result["diagnostics"]!.AsArray().Select(said =>
                $"{Path.GetRelativePath(folder, (string)said!["source"]!)}:{(int)said["range"]!["start"]!["line"]! + 1} {said["level"]} {said["code"]}: {said["message"]}")]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The end of its input ends the process.
        process.StandardInput.Close();
        _ = process.WaitForExit(TimeSpan.FromSeconds(10));
        process.Dispose();
    }

    private JsonNode Read()
    {
        var header = new StringBuilder();
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int next = process.StandardOutput.BaseStream.ReadByte();
            _ = next < 0 ? throw new InvalidOperationException("The Bicep compiler has stopped.") : header.Append((char)next);
        }

        string length = header.ToString().Split("\r\n").Single(static line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))["Content-Length: ".Length..];
        byte[] answer = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        process.StandardOutput.BaseStream.ReadExactly(answer);
        return JsonNode.Parse(answer)!;
    }
}
