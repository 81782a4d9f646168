using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Pipeline.Ops.Assets;

/// <summary>Style, script and icon. Each address holds the hash of its content, so a browser may keep it for ever.</summary>
internal static class OpsAssets
{
    private const string Folder = "assets/";

    private static readonly FrozenDictionary<string, (byte[] Content, string Type)> ByAddress;
    private static readonly FrozenDictionary<string, string> Addresses;

    static OpsAssets()
    {
        Dictionary<string, (byte[], string)> byAddress = [];
        Dictionary<string, string> addresses = [];
        foreach (string resource in typeof(OpsAssets).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using Stream stream = typeof(OpsAssets).Assembly.GetManifestResourceStream(resource)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string name = resource[Folder.Length..];
            string address = $"{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}.{name}";
            byAddress[address] = (content, TypeOf(name));
            addresses[name] = $"/ops/{Folder}{address}";
        }

        (ByAddress, Addresses) = (byAddress.ToFrozenDictionary(), addresses.ToFrozenDictionary());
    }

    /// <summary>Address of an asset, for example of <c>ops.css</c>.</summary>
    public static string AddressOf(string name) => Addresses[name];

    /// <summary>Content and type at an address below the folder of assets; null without one.</summary>
    public static (byte[] Content, string Type)? Find(string address) => ByAddress.TryGetValue(address, out (byte[], string) found) ? found : null;

    /// <summary>Content of an asset by its name.</summary>
    public static byte[] Read(string name) => ByAddress[Addresses[name][(5 + Folder.Length)..]].Content;

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"No type is known for {other}."),
    };
}
