using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pipeline.Core.Channels;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels;

/// <summary>Which articles become listings by themselves: <c>Stores__{store}__Assortment__*</c>. Without any of these, none does.</summary>
public sealed class AssortmentSettings : IValidatableObject
{
    private const string YesOrNo = "(?i:true|false)";
    private const string NoFlag = "is '{0}'; expected is true or false.";

    /// <summary>Codes of distributors, separated by commas; <c>*</c> for all.</summary>
    public string? Distributors { get; set; }

    /// <summary>Brands, separated by commas.</summary>
    public string? Brands { get; set; }

    /// <summary>Codes or names of categories, separated by commas.</summary>
    public string? Categories { get; set; }

    /// <summary>Lowest cost, included.</summary>
    public string? CostFrom { get; set; }

    /// <summary>Highest cost, not included.</summary>
    public string? CostBelow { get; set; }

    /// <summary>Whether an article has to be in stock when it is listed; null is false.</summary>
    [Form(YesOrNo, NoFlag)]
    public string? InStockOnly { get; set; }

    /// <summary>Whether an article has to have images; null is false.</summary>
    [Form(YesOrNo, NoFlag)]
    public string? ContentDemanded { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach ((string name, string? value) in new[] { (nameof(CostFrom), CostFrom), (nameof(CostBelow), CostBelow) })
        {
            if (value.Given() is { } text && !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            {
                yield return validationContext.FaultOf(name, $"is '{text}'; expected is an amount such as 100 or 49.90.");
            }
        }
    }

    /// <summary>What they say; null when nothing is set. They must have passed the check.</summary>
    internal StoreAssortment? ToAssortment() =>
        new[] { Distributors, Brands, Categories, CostFrom, CostBelow, InStockOnly, ContentDemanded }.All(static text => text.Given() is null)
            ? null
            : new StoreAssortment
            {
                Distributors = Distributors.Given() == "*" ? [] : StoreSettings.ListOf(Distributors),
                Brands = StoreSettings.ListOf(Brands),
                Categories = StoreSettings.ListOf(Categories),
                CostFrom = AmountOf(CostFrom),
                CostBelow = AmountOf(CostBelow),
                InStockOnly = IsYes(InStockOnly),
                ContentDemanded = IsYes(ContentDemanded),
            };

    private static decimal? AmountOf(string? text) => text.Given() is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null;

    private static bool IsYes(string? text) => string.Equals(text.Given(), "true", StringComparison.OrdinalIgnoreCase);
}
