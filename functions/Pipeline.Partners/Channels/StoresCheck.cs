using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels;

/// <summary>Checks what all stores have in settings: their codes, their kinds, and the settings themselves.</summary>
internal sealed partial class StoresCheck(IEnumerable<ChannelKind> kinds) : IValidateOptions<StoresSettings>
{
    private readonly StoreSettings.Check check = new();

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, StoresSettings options)
    {
        string[] faults = [.. options.ByCode.SelectMany(store => FaultsOf(store.Key, store.Value))];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> FaultsOf(string code, StoreSettings store)
    {
        if (!Code().IsMatch(code))
        {
            yield return $"{StoresSettings.Section}__{code} is no name of a store: 1 to 30 lower-case letters, digits and dashes, a letter first.";
        }

        string known = string.Join(", ", kinds.Select(static kind => kind.Name).Order(StringComparer.Ordinal));
        if (store.Kind.Given() is not { } wanted)
        {
            yield return $"{StoresSettings.Section}__{code}__{nameof(store.Kind)} is missing; expected is one of: {known}.";
        }
        else if (!kinds.Any(kind => string.Equals(kind.Name, wanted, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{StoresSettings.Section}__{code}__{nameof(store.Kind)} is '{wanted}'; expected is one of: {known}.";
        }

        foreach (string fault in check.Validate($"{StoresSettings.Section}:{code}", store).Failures ?? [])
        {
            yield return fault;
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,29}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
