using Microsoft.Extensions.Options;

namespace Pipeline.Partners.Channels;

/// <summary>Checks the settings of each store of a kind under the name of its section.</summary>
internal sealed class KindCheck<TSettings, TCheck> : IValidateOptions<KindSettings<TSettings>>
    where TSettings : class, new()
    where TCheck : class, IValidateOptions<TSettings>, new()
{
    private readonly TCheck check = new();

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, KindSettings<TSettings> options)
    {
        string[] faults =
        [
            .. options.ByStore.SelectMany(store => check.Validate($"{StoresSettings.Section}:{store.Key}", store.Value).Failures ?? []),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
