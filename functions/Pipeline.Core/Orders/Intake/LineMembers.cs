using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Reads one line of an order request: one article key, a quantity, and what goes with them.</summary>
internal sealed class LineMembers(IntakeTerms terms, bool isElsewhere, string? placedAt)
{
    private const int MaxQuantity = 999_999;
    private const decimal MaxPrice = 99_999_999m;
    private static readonly string[] Keys = ["sku", "gtin", "brand", "mpn"];

    /// <summary>Reads a line.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="number">Its number, or null for the next free one; not read here, since lines know each other's.</param>
    /// <returns>The line, of any content when faults were noted.</returns>
    public SalesOrderLine Read(RequestMembers members, LineNumber number)
    {
        string? sku = Sku(members);
        string? gtin = ReadGtin(members);
        string? brand = members.Text("brand", 60);
        string? mpn = members.Text("mpn", 60);
        string? distributor = Distributor(members);
        int? quantity = members.Whole("quantity", IssueCodes.QuantityInvalid, 1, MaxQuantity, isRequired: true);
        decimal? price = members.Price("maxUnitPrice", MaxPrice);
        string? bid = members.Text("specialBidNumber", 35);
        CheckKeys(members);
        members.RefuseUnknown();
        return new SalesOrderLine
        {
            LineNumber = number,
            Distributor = distributor ?? (sku is null ? null : terms.OnlyDistributor),
            Sku = sku,
            Gtin = gtin,
            Brand = brand,
            ManufacturerPartNumber = mpn,
            Quantity = quantity ?? 0,
            MaxUnitPrice = price,
            SpecialBidNumber = bid,
        };
    }

    private static string? Sku(RequestMembers members)
    {
        if (members.Text("sku", 200) is not { } text)
        {
            return null;
        }

        if (DistributorSku.TryParse(text, out DistributorSku sku))
        {
            return sku.AsCompared;
        }

        members.Fault(new Issue(IssueCodes.SkuInvalid, "sku", text).With("limit", DistributorSku.MaxLength));
        return null;
    }

    private static string? ReadGtin(RequestMembers members)
    {
        if (members.Text("gtin", 200) is not { } text)
        {
            return null;
        }

        if (Gtin.TryParse(text, out Gtin gtin))
        {
            return gtin.Value;
        }

        members.Fault(new Issue(IssueCodes.GtinInvalid, "gtin", text));
        return null;
    }

    private string? Distributor(RequestMembers members)
    {
        string? text = members.Text("distributor", 60);
        if (text is not null && !terms.Currencies.ContainsKey(text))
        {
            members.Fault(new Issue(IssueCodes.DistributorUnknown, "distributor", text).Expecting(terms.Distributors));
            return null;
        }

        if (text is not null && placedAt is not null && text != placedAt)
        {
            members.Fault(new Issue(IssueCodes.DistributorDiffers, "distributor", text).Expecting(placedAt));
        }

        if (text is null && !isElsewhere && terms.OnlyDistributor is null && members.Has("sku"))
        {
            members.Fault(new Issue(IssueCodes.DistributorMissing, "distributor", null).Expecting(terms.Distributors));
        }

        return text ?? placedAt;
    }

    private void CheckKeys(RequestMembers members)
    {
        string[] keys = [.. Keys.Where(members.Has)];
        if (isElsewhere && keys is not ["sku"])
        {
            members.Fault(new Issue(IssueCodes.SkuDemanded, "sku", keys.FirstOrDefault()));
        }
        else if (keys is ["brand"] or ["mpn"])
        {
            members.Fault(new Issue(IssueCodes.BrandAndMpn, keys[0], keys[0]));
        }
        else if (keys.Length == 0)
        {
            members.Fault(new Issue(IssueCodes.ArticleMissing, null, null));
        }
        else if (keys is not (["sku"] or ["gtin"] or ["brand", "mpn"]))
        {
            members.Fault(new Issue(IssueCodes.ArticleAmbiguous, null, string.Join(", ", keys)));
        }
    }
}
