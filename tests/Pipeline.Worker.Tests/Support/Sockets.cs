using System.Globalization;
using System.Net;

namespace Pipeline.Worker.Tests.Support;

/// <summary>The listening sockets of a process, as the kernel lists them.</summary>
internal static class Sockets
{
    private const string ListenState = "0A";

    /// <summary>Local ends such as <c>127.0.0.1:7071</c>.</summary>
    public static string[] ListeningOf(int processId)
    {
        HashSet<string> inodes = [.. Directory.GetFileSystemEntries($"/proc/{processId}/fd")
            .Select(entry => new FileInfo(entry).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target[8..^1])];
        return [.. new[] { "tcp", "tcp6" }
            .SelectMany(table => File.ReadAllLines($"/proc/{processId}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == ListenState && inodes.Contains(columns[9]))
            .Select(columns => Read(columns[1]))];
    }

    /// <summary>Four bytes in reverse, a colon, the port; an address of another length is given as it is.</summary>
    private static string Read(string local)
    {
        string[] parts = local.Split(':');
        if (parts[0].Length != 8)
        {
            return local;
        }

        byte[] bytes = Convert.FromHexString(parts[0]);
        Array.Reverse(bytes);
        return $"{new IPAddress(bytes)}:{int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}";
    }
}
