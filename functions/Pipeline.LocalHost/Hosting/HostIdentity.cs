using System.Security.Cryptography;
using System.Text;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Who this host is in storage and where its own files are.</summary>
/// <param name="HostId">Lower-case letters, digits and hyphens, at most 32; stable between runs.</param>
/// <param name="InstanceId">New in each run.</param>
/// <param name="DataFolder">Absolute path.</param>
internal sealed record HostIdentity(string HostId, string InstanceId, string DataFolder)
{
    private const int LongestHostId = 32;

    /// <summary>Takes the id from the command line, the setting <c>AzureFunctionsWebHost__hostid</c>, or the machine.</summary>
    public static HostIdentity Create(HostOptions options, AppSettings settings)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.AppFolder)))[..10];
        string id = options.HostId ?? settings.Get("AzureFunctionsWebHost__hostid")
            ?? $"{Clean(Environment.MachineName)}-{hash}";
        string folder = options.DataFolder ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "pipeline-localhost", hash);
        return new HostIdentity(id, Guid.NewGuid().ToString("N"), folder);
    }

    private static string Clean(string machine)
    {
        string letters = string.Concat(machine.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return letters.Length == 0 ? "machine" : letters[..Math.Min(letters.Length, LongestHostId - 11)];
    }
}
