using Pipeline.Faults.Notifications;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>What the distributor does with a purchase: answers, ships, bills, corrects itself, takes back, cancels.</summary>
/// <param name="world">The world.</param>
/// <param name="day">How fast it is.</param>
/// <param name="post">Brings its messages.</param>
public sealed class Fulfilment(World world, OrderDay day, MessagePost post)
{
    private int underWay;

    /// <summary>Whether it has nothing more to do.</summary>
    public bool IsDone => underWay == 0;

    private DateTimeOffset Now => world.Simulation.Now;

    /// <summary>Begins.</summary>
    public void Begin(Bought entry) => Follow(1, 20, () => Respond(entry));

    /// <summary>Cancels what has not been shipped, after a while.</summary>
    public void Cancel(Bought entry) => Follow(1, 10, () => Void(entry));

    private void Void(Bought entry)
    {
        if (entry.Customer.Fate is OrderFate.Rejected || entry.Lines.All(static line => line.Shipped >= line.Due))
        {
            return;
        }

        entry.Void();
        entry.Change(entry.Lines.Any(static line => line.Shipped > 0) ? entry.Status : "VOIDED", Now);

        // Nothing else says that a line was cancelled.
        post.Send(DistributorMessages.Status(entry, Now), mayDrop: false);
    }

    private void Respond(Bought entry)
    {
        if (entry.IsVoided)
        {
            return;
        }

        entry.IsAnswered = true;
        if (!entry.Customer.IsResponseDropped)
        {
            bool isWrong = entry.Slip is OrderSlip.Response && !entry.Lines[0].IsRejected;
            post.Send(DistributorMessages.Response(entry, Now, isWrong), mayDrop: false);
            if (isWrong)
            {
                Follow(1, 20, () => post.Send(DistributorMessages.Response(entry, Now, isWrong: false), mayDrop: false));
            }
        }

        if (entry.Customer.Fate is not OrderFate.Rejected)
        {
            Tell(entry, "RELEASED");
            List<List<Part>> waves = Waves(entry);
            Follow(2, 15, () => Ship(entry, waves, 0));
        }
    }

    private static List<List<Part>> Waves(Bought entry)
    {
        int first = entry.Customer.Fate is OrderFate.Split ? 1 : int.MaxValue;
        List<List<Part>> waves =
        [
            [.. entry.Lines.Select(line => new Part(line, Math.Min(line.Confirmed, first)))],
            [.. entry.Lines.Select(line => new Part(line, line.Confirmed - Math.Min(line.Confirmed, first)))],
            [.. entry.Lines.Select(static line => new Part(line, line.BackOrdered))],
        ];
        waves.ForEach(static wave => wave.RemoveAll(static part => part.Quantity == 0));
        waves.RemoveAll(static wave => wave.Count == 0);
        return waves;
    }

    private void Ship(Bought entry, List<List<Part>> waves, int index)
    {
        if (entry.IsVoided)
        {
            return;
        }

        List<Part> wave = waves[index];
        wave.ForEach(static part => part.Line.Shipped += part.Quantity);
        string advice = entry.NextAdvice();
        Send(wave, Wrong(entry, wave, index == 0, OrderSlip.AdviceTooMany, OrderSlip.AdviceTooFew),
            parts => DistributorMessages.Advice(entry, Now, advice, parts));
        Tell(entry, entry.Lines.All(static line => line.Shipped >= line.Due) ? "SHIPPED" : "PARTIALLY_SHIPPED");
        Follow(1, 10, () => Bill(entry, waves, index, advice));
    }

    private void Bill(Bought entry, List<List<Part>> waves, int index, string advice)
    {
        List<Part> wave = waves[index];
        bool isLast = index == waves.Count - 1;
        wave.ForEach(static part => part.Line.Invoiced += part.Quantity);
        Paper paper = entry.NextPaper(isCredit: false, Part.Net(wave));
        List<Part>? wrong = entry.Slip is OrderSlip.InvoicePrice or OrderSlip.InvoiceThereAndBack && index == 0
            ? [.. wave.Select(static part => part with { UnitPrice = part.UnitPrice + 1 })]
            : Wrong(entry, wave, entry.Slip is OrderSlip.InvoiceTooFew ? isLast : index == 0, OrderSlip.InvoiceTooMany, OrderSlip.InvoiceTooFew);
        if (wrong is not null && entry.Slip is OrderSlip.InvoiceThereAndBack)
        {
            post.Send(DistributorMessages.Invoice(entry, Now, paper, advice, wave), mayDrop: false);
            Follow(1, 10, () => Send(wave, wrong, parts => DistributorMessages.Invoice(entry, Now, paper, advice, parts)));
        }
        else
        {
            Send(wave, wrong, parts => DistributorMessages.Invoice(entry, Now, paper, advice, parts));
        }

        Tell(entry, "INVOICED");
        if (!isLast)
        {
            Follow(2, 20, () => Ship(entry, waves, index + 1));
        }
        else if (entry.Slip is OrderSlip.Credit or OrderSlip.CreditTooMany)
        {
            Follow(1, 20, () => Credit(entry, wave[0], advice));
        }
    }

    private void Credit(Bought entry, Part part, string advice)
    {
        List<Part> one = [part with { Quantity = 1 }];
        part.Line.Credited++;
        Paper paper = entry.NextPaper(isCredit: true, Part.Net(one));
        Send(one, entry.Slip is OrderSlip.CreditTooMany ? [part with { Quantity = 2 }] : null,
            parts => DistributorMessages.Invoice(entry, Now, paper, advice, parts));
    }

    /// <summary>The parts with a piece too many or too few in the first, or null where nothing goes wrong.</summary>
    private static List<Part>? Wrong(Bought entry, List<Part> parts, bool isHere, OrderSlip tooMany, OrderSlip tooFew)
    {
        int change = entry.Slip == tooMany ? 1 : entry.Slip == tooFew ? -1 : 0;
        return !isHere || change == 0 ? null : [parts[0] with { Quantity = parts[0].Quantity + change }, .. parts.Skip(1)];
    }

    /// <summary>Sends a document, where it has a wrong version that one first; now and then the last version in a new envelope too.</summary>
    private void Send(List<Part> right, List<Part>? wrong, Func<List<Part>, PushedDocument> write)
    {
        post.Send(write(wrong ?? right), mayDrop: false);
        if (wrong is not null || world.Simulation.Dice.NextDouble() < day.Disorder)
        {
            Follow(1, 30, () => post.Send(write(right), mayDrop: false));
        }
    }

    private void Tell(Bought entry, string status)
    {
        entry.Change(status, Now);
        if (!day.IsTerse || entry.Lines.All(static line => line.Invoiced >= line.Due))
        {
            post.Send(DistributorMessages.Status(entry, Now), mayDrop: true);
        }
    }

    private void Follow(double least, double most, Action work)
    {
        underWay++;
        world.Simulation.After(world.Simulation.Between(day.Pace * least, day.Pace * most), () =>
        {
            work();
            underWay--;
        });
    }
}
