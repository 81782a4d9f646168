using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Keeps a second host of this machine off a task hub: both would run each other's orchestrations.</summary>
/// <remarks>A lock on a file of the temporary folder, one per storage account and hub; the system lifts it however the host ends.</remarks>
internal static class HubLock
{
    /// <summary>Takes the hub of the app until disposed; null when host.json names none.</summary>
    /// <exception cref="HostStartException">Another host has it.</exception>
    public static IDisposable? Take(PublishedApp app)
    {
        if (app.HostFile.HubName is not { } written || app.Settings.Expand(written) is not { } hub)
        {
            return null;
        }

        string key = $"{app.Settings.Get(StorageAccount.Setting)}\n{hub.ToUpperInvariant()}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        string path = Path.Combine(Path.GetTempPath(), $"functions-hub-{hash}.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new HostStartException(
                $"Another host already runs task hub '{hub}' on this storage account; stop it, or give this one another hub "
                + "with the setting AzureFunctionsJobHost__extensions__durableTask__hubName.", error);
        }
    }
}
