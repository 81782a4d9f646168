using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels.Mirakl;

/// <summary>What a store of this kind has beside what all have: <c>Stores__{store}__*</c>.</summary>
public sealed partial class MiraklStoreSettings
{
    /// <summary>The seller's key, as the back office shows it under the user's preferences. Never printed.</summary>
    [Form("[!-~]+", "holds a blank or a sign that no key has.")]
    public string? ApiKey { get; set; }

    /// <summary>Number of the shop, for a user who has several; null is the user's own.</summary>
    [Form("[0-9]{1,18}", "is '{0}'; expected is the number of a shop.")]
    public string? ShopId { get; set; }

    /// <summary><c>raw</c>, the key alone, or <c>bearer</c>; null is raw.</summary>
    [Form("raw|bearer", "is '{0}'; expected is raw or bearer.")]
    public string? AuthScheme { get; set; }

    /// <summary>Share of the operator's intervals between calls that is kept, for services whose clock runs faster; null is 1.</summary>
    [Form("0(\\.[0-9]{1,4})?|1(\\.0+)?", "is '{0}'; expected is a number from 0 to 1, such as 0.05.")]
    public string? IntervalShare { get; set; }

    /// <summary>The shop as the client takes it. The settings must have passed the check, and key and address be there.</summary>
    internal MiraklAccount ToAccount(Store store) => new()
    {
        Store = store.Code,
        Url = store.Url!.AbsoluteUri.EndsWith('/') ? store.Url : new Uri($"{store.Url.AbsoluteUri}/"),
        ApiKey = ApiKey.Given()!,
        ShopId = ShopId.Given(),
        IsBearer = AuthScheme.Given() == "bearer",
        IntervalShare = IntervalShare.Given() is { } share ? decimal.Parse(share, CultureInfo.InvariantCulture) : 1,
    };

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<MiraklStoreSettings>;
}
