using Microsoft.Extensions.Options;

namespace Pipeline.Functions.Settings;

/// <summary>Refuses settings, whosever they are, whose value is still a reference to Key Vault.</summary>
/// <remarks>
/// The platform puts the secret in its place before the app starts; where it cannot, the reference itself arrives, and
/// would be sent to a partner as if it were the password. Stands with the storage's settings, which every app has.
/// </remarks>
internal sealed class VaultReferences(IConfiguration configuration) : IValidateOptions<StorageSettings>
{
    private const string Reference = "@Microsoft.KeyVault(";

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, StorageSettings options)
    {
        string[] faults =
        [
            .. configuration.AsEnumerable()
                .Where(static setting => setting.Value?.TrimStart().StartsWith(Reference, StringComparison.OrdinalIgnoreCase) == true)
                .Select(static setting => setting.Key.Replace(":", "__", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(static setting =>
                    $"{setting} is a reference to Key Vault that was not resolved: the secret is missing, or the app may not read it."),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
