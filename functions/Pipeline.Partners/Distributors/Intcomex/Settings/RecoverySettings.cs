using System.Globalization;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>What is done about an order whose answer was lost: <c>Distributors__Intcomex__Recovery__*</c>.</summary>
public sealed class RecoverySettings
{
    /// <summary>Seconds after the loss at which the order is asked for, separated by commas; null is 0, 60, 300. If it is never there, it is sent once more.</summary>
    [Form("[0-9]{1,5}( *, *[0-9]{1,5}){0,9}", "'{0}' is no list of seconds, such as 0,60,300.")]
    public string? Seconds { get; set; }

    /// <summary><see cref="Seconds"/> as times, in their order.</summary>
    public IReadOnlyList<TimeSpan> Times =>
        [.. (Seconds.Given() ?? "0,60,300").Split(',').Select(static text => TimeSpan.FromSeconds(int.Parse(text.Trim(), CultureInfo.InvariantCulture))).Order()];
}
