using Pipeline.Core.Messages;
using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Reads the body of <c>POST /api/orders</c> and says everything that is wrong with it at once.</summary>
/// <param name="terms">The house.</param>
/// <param name="clock">Today.</param>
public sealed class OrderRequestReader(IntakeTerms terms, TimeProvider clock)
{
    /// <summary>Most lines of an order: what the strictest distributor takes.</summary>
    public const int MaxLines = 200;

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON value of the body.</param>
    /// <returns>The request, or the faults; both only when it is late.</returns>
    public OrderReading Read(JsonElement body)
    {
        List<Issue> faults = [];
        OrderRequest? request = null;
        if (body.ValueKind == JsonValueKind.Object)
        {
            try
            {
                request = Read(new RequestMembers(body, string.Empty, faults));
            }
            catch (InvalidOperationException)
            {
                // JSON can spell half of a character (\ud800); no text holds it.
                faults.Add(new Issue(IssueCodes.CharacterNotAllowed, string.Empty, null));
            }
        }
        else
        {
            faults.Add(new Issue(IssueCodes.TypeWrong, string.Empty, body.ValueKind.ToString()).Expecting("object"));
        }

        bool isUsable = faults.TrueForAll(static fault => fault.Code == IssueCodes.DatePast);
        return new OrderReading(isUsable ? request : null, faults);
    }

    private OrderRequest Read(RequestMembers members)
    {
        OrderSource source = Source(members.Object("source"));
        PlacedElsewhere? elsewhere = members.Object("placedElsewhere") is { } placed ? Elsewhere(placed) : null;
        bool isElsewhere = members.Has("placedElsewhere");
        DeliveryAddress? shipTo = members.Object("shipTo", isRequired: !isElsewhere) is { } address ? AddressMembers.Read(address) : null;
        OrderRequest request = new()
        {
            Source = source,
            ShipTo = shipTo,
            RequestedDeliveryDate = DeliveryDate(members),
            ShipComplete = IsComplete(members),
            EndUserReference = members.Text("endUserReference", 50),
            Lines = Lines(members, new LineMembers(terms, isElsewhere, elsewhere?.Distributor)),
            PlacedElsewhere = elsewhere,
            IsTest = members.Flag("test"),
        };
        if (request.IsTest && isElsewhere)
        {
            members.Fault(new Issue(IssueCodes.TestImpossible, "test", "true"));
        }

        members.RefuseUnknown();
        return request;
    }

    private static OrderSource Source(RequestMembers? members)
    {
        if (members is null)
        {
            return OrderSource.Api;
        }

        string channel = members.Text("channel", 40) ?? OrderSource.Api.Channel;
        if (!channel.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            members.Fault(new Issue(IssueCodes.ChannelInvalid, "channel", channel));
        }

        OrderSource source = new(channel, members.Text("store", 60), members.Text("externalId", 100));
        members.RefuseUnknown();
        return source;
    }

    private static bool IsComplete(RequestMembers members)
    {
        string? shipment = members.Text("shipment", 60);
        if (shipment is not (null or "partial" or "complete"))
        {
            members.Fault(new Issue(IssueCodes.ShipmentUnknown, "shipment", shipment));
        }

        return shipment == "complete";
    }

    private DateOnly? DeliveryDate(RequestMembers members)
    {
        const string Name = "requestedDeliveryDate";
        if (members.Text(Name, 60) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            members.Fault(new Issue(IssueCodes.DateInvalid, Name, text));
            return null;
        }

        DateOnly today = terms.Today(clock.GetUtcNow());
        if (date < today)
        {
            members.Fault(new Issue(IssueCodes.DatePast, Name, text).With("today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        return date;
    }

    private PlacedElsewhere? Elsewhere(RequestMembers members)
    {
        string? distributor = members.Text("distributor", 60) ?? terms.OnlyDistributor;
        string? text = members.Text("purchaseOrderNumber", 200, isRequired: true);
        string? theirs = members.Text("distributorOrderNumber", 35);
        if (distributor is null || !terms.Currencies.ContainsKey(distributor))
        {
            members.Fault(new Issue(IssueCodes.DistributorUnknown, "distributor", distributor).Expecting(terms.Distributors));
            distributor = null;
        }

        PurchaseOrderNumber number = default;
        if (text is not null && !PurchaseOrderNumber.TryParse(text, out number))
        {
            members.Fault(new Issue(IssueCodes.PurchaseOrderNumberInvalid, "purchaseOrderNumber", text));
            text = null;
        }

        members.RefuseUnknown();
        return distributor is null || text is null ? null : new PlacedElsewhere(distributor, number, theirs);
    }

    private static List<SalesOrderLine> Lines(RequestMembers members, LineMembers reader)
    {
        if (members.Objects("lines") is not { } given)
        {
            if (!members.Has("lines"))
            {
                members.Fault(new Issue(IssueCodes.LineCount, "lines", "0").With("limit", MaxLines));
            }

            return [];
        }

        if (given.Count is 0 or > MaxLines)
        {
            members.Fault(new Issue(IssueCodes.LineCount, "lines", $"{given.Count}").With("limit", MaxLines));
            return [];
        }

        HashSet<int> taken = [];
        int?[] numbers = [.. given.Select(line => line is null ? null : Number(line, taken))];
        int next = 1;
        List<SalesOrderLine> lines = [];
        for (int index = 0; index < given.Count; index++)
        {
            if (given[index] is { } line)
            {
                lines.Add(reader.Read(line, new LineNumber(numbers[index] ?? NextFree())));
            }
        }

        return lines;

        int NextFree()
        {
            while (!taken.Add(next))
            {
                next++;
            }

            return next;
        }
    }

    private static int? Number(RequestMembers line, HashSet<int> taken)
    {
        int? number = line.Whole("lineNumber", IssueCodes.LineNumberInvalid, 1, LineNumber.MaxValue);
        if (number is { } value && !taken.Add(value))
        {
            line.Fault(new Issue(IssueCodes.LineNumberTwice, "lineNumber", $"{value}"));
        }

        return number;
    }
}

/// <summary>What became of the body of an order request.</summary>
/// <param name="Request">
/// The request, or null when it cannot be one. When it is only late (<see cref="IssueCodes.DatePast"/>) it is here beside
/// the fault: a repetition of what was in time is still a repetition.
/// </param>
/// <param name="Faults">Everything that is wrong, in the order of the checks; empty when the request is fine.</param>
public sealed record OrderReading(OrderRequest? Request, IReadOnlyList<Issue> Faults);
