using Pipeline.Core.Messages;
using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>An Order Create as fields of the wire, with the checks that concern more than one element.</summary>
/// <remarks> The length of each element is checked by <see cref="WireWriter"/>.</remarks>
internal sealed class OrderCreateFields(WireProfile profile)
{
    private readonly OrderRules rules = profile.Document.Order;

    private readonly Transliteration transliteration = new(profile.Document.Encoding);

    /// <summary>Adds the order to the preamble's fields; breaches are added to the list.</summary>
    public WireFields Add(WireFields fields, OrderCreate order, List<Issue> breaches)
    {
        CheckLines(order.Lines, breaches);
        CheckPlace(order.ShipTo, breaches);
        AddAddress(fields, order.ShipTo, breaches);
        return fields
            .With("purchaseOrderNumber", order.PurchaseOrderNumber.Value)
            .With("date", order.Date)
            .With("endUserReference", order.EndUserReference)
            .With("currency", order.Currency)
            .With("requestedDeliveryDate", order.RequestedDeliveryDate)
            .With("carrierCode", order.CarrierCode)
            .With("allowBackOrder", order.AllowBackOrder)
            .With("allowSplit", order.AllowSplit)
            .With("shipComplete", order.ShipComplete)
            .With("hold", order.Hold)
            .WithGroup("lines", [.. order.Lines.Select(Line)]);
    }

    private static WireFields Line(OrderCreateLine line) => new WireFields()
        .With("lineNumber", line.LineNumber.Value)
        .With("sku", line.Sku.AsCompared)
        .With("quantity", line.Quantity)
        .With("unitPrice", line.UnitPrice)
        .With("specialBidNumber", line.SpecialBidNumber)
        .With("text", line.Text);

    private void AddAddress(WireFields fields, DeliveryAddress address, List<Issue> breaches)
    {
        string[] names = address.NameAddition is { Length: > 0 } addition ? [address.Name, addition] : [address.Name];
        IReadOnlyList<string> name = Fit("Name", names, rules.NameLines, rules.NameLength, breaches);
        IReadOnlyList<string> street = Fit("Address", address.Street, rules.AddressLines, rules.AddressLength, breaches);
        for (int line = 0; line < 3; line++)
        {
            string number = (line + 1).ToString(CultureInfo.InvariantCulture);
            fields.With($"name{number}", name.ElementAtOrDefault(line)).With($"address{number}", street.ElementAtOrDefault(line));
        }

        fields
            .With("contact", address.Contact)
            .With("city", address.City)
            .With("postalCode", address.PostalCode)
            .With("shipToCountry", address.CountryCode)
            .With("email", address.Email)
            .With("phone", address.Phone);
    }

    private IReadOnlyList<string> Fit(string field, IReadOnlyList<string> texts, int lines, int length, List<Issue> breaches)
    {
        // Replacing first: œ becomes two letters, and the split must count them.
        List<string> written = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(Transliterate)];
        if (written.Count == 0)
        {
            return written;
        }

        IReadOnlyList<string>? fitted = WordWrap.Fit(written, lines, length);
        if (fitted is null)
        {
            breaches.Add(new Issue(IssueCodes.AddressTooLong, $"ShipTo/{field}", string.Join(", ", texts)).With("lines", lines).With("limit", length));
        }

        // The writer still needs a value to speak of; with a breach nothing is sent.
        return fitted ?? ["-"];
    }

    /// <summary>A text that cannot be written stays as it is: the writer names the character.</summary>
    private string Transliterate(string text)
    {
        string written = transliteration.Apply(text, out string? unwritable);
        return unwritable is null ? written : text;
    }

    private void CheckPlace(DeliveryAddress address, List<Issue> breaches)
    {
        if (rules.Countries.Count > 0 && !rules.Countries.Contains(address.CountryCode, StringComparer.OrdinalIgnoreCase))
        {
            breaches.Add(new Issue(IssueCodes.CountryNotAllowed, "ShipTo/CountryCode", address.CountryCode).Expecting(string.Join(", ", rules.Countries)));
        }

        if (rules.PostalCodes.TryGetValue(address.CountryCode, out string? pattern)
            && !Regex.IsMatch(address.PostalCode.Trim(), pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture))
        {
            breaches.Add(new Issue(IssueCodes.PostcodeInvalid, "ShipTo/PostalCode", address.PostalCode)
                .Expecting(pattern).With("country", address.CountryCode));
        }

        if (rules.HouseNumberRequired && !address.Street.Any(line => line.Any(char.IsDigit)))
        {
            breaches.Add(new Issue(IssueCodes.HouseNumberMissing, "ShipTo/Address", string.Join(", ", address.Street)));
        }
    }

    private void CheckLines(IReadOnlyList<OrderCreateLine> lines, List<Issue> breaches)
    {
        if (lines.Count == 0 || lines.Count > rules.Lines)
        {
            breaches.Add(new Issue(IssueCodes.LineCount, "Lines", lines.Count.ToString(CultureInfo.InvariantCulture)).With("limit", rules.Lines));
        }

        foreach (IGrouping<LineNumber, OrderCreateLine> twice in lines.GroupBy(line => line.LineNumber).Where(group => group.Count() > 1))
        {
            breaches.Add(new Issue(IssueCodes.LineNumberTwice, "Lines/LineNumber", twice.Key.ToString()));
        }

        foreach (OrderCreateLine line in lines)
        {
            if (line.Quantity <= 0)
            {
                breaches.Add(new Issue(
                    IssueCodes.QuantityInvalid, $"Lines[{line.LineNumber}]/Quantity", line.Quantity.ToString(CultureInfo.InvariantCulture)));
            }

            if (line.UnitPrice <= 0)
            {
                breaches.Add(new Issue(
                    IssueCodes.PriceInvalid, $"Lines[{line.LineNumber}]/UnitPrice", line.UnitPrice.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
