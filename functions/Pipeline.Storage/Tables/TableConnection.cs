namespace Azure.Data.Tables;

/// <summary>Where the table service is and who asks, as a storage connection string says it.</summary>
internal sealed record TableConnection(Uri Endpoint, TableSharedKeyCredential? Key, AzureSasCredential? Signature)
{
    // Name and key every emulator knows; published, not a secret.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a connection string; order and case of the names do not matter.</summary>
    /// <exception cref="FormatException">Something is missing or unreadable. The text names settings, never values.</exception>
    public static TableConnection Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        Dictionary<string, string> settings = Split(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out string? emulator)
            && bool.TryParse(emulator, out bool useEmulator) && useEmulator)
        {
            return Emulator(settings);
        }

        Uri endpoint = ReadEndpoint(settings);
        if (settings.TryGetValue("AccountName", out string? account) && settings.TryGetValue("AccountKey", out string? key))
        {
            return new(endpoint, new(account, key), Signature: null);
        }

        return settings.TryGetValue("SharedAccessSignature", out string? signature)
            ? new(endpoint, Key: null, new AzureSasCredential(signature))
            : throw new FormatException(
                "The storage connection string has neither AccountName with AccountKey nor SharedAccessSignature.");
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (string setting in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("The storage connection string has a part that is not 'name=value'.");
            }

            settings[setting[..equals].TrimEnd()] = setting[(equals + 1)..].TrimStart();
        }

        return settings;
    }

    private static TableConnection Emulator(Dictionary<string, string> settings)
    {
        UriBuilder endpoint = new(settings.TryGetValue("DevelopmentStorageProxyUri", out string? proxy)
            ? Absolute(proxy, "DevelopmentStorageProxyUri")
            : new Uri("http://127.0.0.1"))
        {
            Port = 10002,
            Path = EmulatorAccount,
        };
        return new(endpoint.Uri, new(EmulatorAccount, EmulatorKey), Signature: null);
    }

    private static Uri ReadEndpoint(Dictionary<string, string> settings)
    {
        if (settings.TryGetValue("TableEndpoint", out string? given))
        {
            return Absolute(given, "TableEndpoint");
        }

        string protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        string suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return settings.TryGetValue("AccountName", out string? account)
            ? Absolute($"{protocol}://{account}.table.{suffix}", "EndpointSuffix")
            : throw new FormatException("The storage connection string has neither TableEndpoint nor AccountName.");
    }

    private static Uri Absolute(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new FormatException($"{name} of the storage connection string is not an http or https address.");
}
