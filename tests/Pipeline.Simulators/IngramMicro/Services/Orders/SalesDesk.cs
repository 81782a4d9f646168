using System.Globalization;
using Pipeline.Simulators.IngramMicro.Services.Articles;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Decides orders as sales staff do: products, prices, stock.</summary>
/// <remarks>Without a rule everything that has a price is confirmed; see <see cref="ServicesOptions.StockDecides"/>.</remarks>
internal sealed class SalesDesk(ServicesOptions options, ArticleList articles)
{
    private const int DaysToDeliver = 2;
    private const int DaysToComeIn = 9;

    /// <summary>Decides each line, then the order. Call it under the book's lock.</summary>
    public void Decide(PlacedOrder order, IReadOnlyList<DecisionRule> rules)
    {
        int position = 0;
        foreach (PlacedLine line in order.Lines)
        {
            position += 10;
            line.Article = articles.Find(line.RequestedSku);
            line.Rule = rules.FirstOrDefault(rule => rule.Fits(order, line)) ?? new DecisionRule();
            DecideLine(order, line);
            line.IngramLineNumber = line.IsRejected ? string.Empty : position.ToString("D6", CultureInfo.InvariantCulture);
        }

        order.IsDecided = true;
        order.ResponseCode = order.Lines.All(line => line.IsRejected) ? "OR" : order.Lines.Any(line => line.IsRejected) ? "PR" : "OC";
        order.StatusCode = order.ResponseCode == "OR" ? "VOIDED" : order.StatusCode;
    }

    private void DecideLine(PlacedOrder order, PlacedLine line)
    {
        DecisionRule rule = line.Rule;
        if (rule.Decision == LineDecision.Reject)
        {
            Reject(line, rule.ReasonCode ?? "LINES_REJECTED", rule.Text ?? "Refusé par le service commercial", line.Article?.Price ?? 0);
            return;
        }

        if (rule.Decision == LineDecision.Substitute)
        {
            line.Article = articles.Find(rule.SubstituteSku ?? line.Article?.SubstituteSku ?? line.RequestedSku);
        }

        if (line.Article is not { } article)
        {
            Reject(line, "SKU_NOT_FOUND", "Article inconnu", 0);
        }
        else if (article.IsDiscontinued && article.Available == 0)
        {
            Reject(line, "DISCONTINUED", $"Article arrêté, remplacé par {article.SubstituteSku}", 0);
        }
        else if (article.Price is null or 0)
        {
            Reject(line, "NO_PRICE", "Pas de prix pour cet article", 0);
        }
        else if (rule.Decision is not (LineDecision.PriceChange or LineDecision.Substitute) && IsOutside(line.RequestedPrice, article.Price.Value))
        {
            Reject(
                line, "PRICE_MISMATCH",
                string.Create(CultureInfo.InvariantCulture, $"Prix demandé {line.RequestedPrice:0.00}, prix contrat {article.Price.Value:0.00}"),
                article.Price.Value);
        }
        else
        {
            Confirm(order, line, article);
        }
    }

    private bool IsOutside(decimal asked, decimal price) => Math.Abs(asked - price) > price * options.PriceTolerancePercent / 100m;

    private void Confirm(PlacedOrder order, PlacedLine line, ServiceArticle article)
    {
        DecisionRule rule = line.Rule;
        int confirmed = rule.Decision switch
        {
            LineDecision.Partial => Math.Clamp(rule.Confirmed ?? line.Requested / 2, 0, line.Requested),
            LineDecision.BackOrder => 0,
            LineDecision.Accept when options.StockDecides => Math.Min(article.Available, line.Requested),
            _ => line.Requested,
        };
        int rest = line.Requested - confirmed;
        if (rest > 0 && (!order.AllowsBackOrder || !article.AcceptsBackOrder))
        {
            // Requested = confirmed + back-ordered must hold for a living line, so it cannot be cut.
            Reject(line, "BACKORDER_NOT_ALLOWED", "Pas de reliquat possible", article.Price!.Value);
            return;
        }

        line.Confirmed = confirmed;
        line.BackOrdered = rest;
        line.StatusCode = rest > 0 ? "LB" : "LC";
        line.StatusText = rest == 0 ? "Confirmed" : confirmed > 0 ? "Partly backordered" : "Backordered";
        line.UnitPrice = rule.Decision switch
        {
            LineDecision.PriceChange => rule.UnitPrice ?? decimal.Round(line.RequestedPrice * 1.05m, 2, MidpointRounding.AwayFromZero),
            LineDecision.Substitute => rule.UnitPrice ?? article.Price!.Value,
            _ => article.Price!.Value,
        };
        DateOnly expected = article.Plants.Max(plant => plant.Expected) is { } known && known > order.Day ? known : order.Day.AddDays(DaysToComeIn);
        line.BackOrderDate = rest > 0 ? expected : null;
        line.DeliveryDate = line.BackOrderDate ?? order.Day.AddDays(DaysToDeliver);
    }

    private static void Reject(PlacedLine line, string reason, string text, decimal price)
    {
        line.StatusCode = "LR";
        line.StatusText = "Rejected";
        line.ReasonCode = reason;
        line.Text = text;
        line.UnitPrice = price;
    }
}
