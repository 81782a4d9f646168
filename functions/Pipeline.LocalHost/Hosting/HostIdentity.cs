using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Who this host is in storage and where its own files are.</summary>
/// <param name="HostId">Lower-case letters, digits and hyphens, at most 32; stable between runs.</param>
/// <param name="DataFolder">Absolute path of a folder that exists.</param>
internal sealed record HostIdentity(string HostId, string DataFolder)
{
    /// <summary>Takes the id from the setting <c>AzureFunctionsWebHost__hostid</c>, or makes one from machine and app folder.</summary>
    /// <exception cref="HostStartException">The data folder cannot be made.</exception>
    public static HostIdentity Create(HostOptions options, AppSettings settings)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.AppFolder)))[..10];
        string machine = string.Concat(Environment.MachineName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(21));
        string folder = options.DataFolder ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "functions-host", hash);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The data folder {folder} cannot be made ({error.Message}); give another one with --data.", error);
        }

        return new HostIdentity(settings.Get("AzureFunctionsWebHost__hostid") ?? $"{machine}-{hash}".TrimStart('-'), folder);
    }
}
