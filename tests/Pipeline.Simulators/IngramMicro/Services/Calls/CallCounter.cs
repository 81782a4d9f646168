using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Rules;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>Takes a call from its bytes to the bytes of its answer: check, do, write. Knows no HTTP but the headers.</summary>
internal sealed class CallCounter(
    ServicesOptions options, OrderBook book, OrderOffice office, FaultSwitches faults, NumberSeries numbers, HostClock clock)
{
    private static readonly FaultKind[] Afterwards =
    [
        FaultKind.AnswerLost, FaultKind.TimeOutAfterAcceptance, FaultKind.ServerFaultAfterAcceptance, FaultKind.GarbageAnswer, FaultKind.Slow,
    ];

    private readonly PriceCall prices = new(options, options.Articles!);
    private readonly OrderCall orders = new(options, book, office);
    private readonly InquiryCall inquiries = new(book, clock.Local);

    /// <summary>Answers one request.</summary>
    public CallAnswer Answer(byte[] body, string? contentType, string? soapAction, WireFamily family)
    {
        RuleSheet sheet = new();
        TechnicalFault? fault = null;
        XElement? root = RequestText.Read(body, contentType, sheet);
        RequestFrame? frame = root is null ? null : RequestFrame.Open(root, family, soapAction, options.AcceptsUsernameToken, sheet, out fault);
        if (frame is null)
        {
            fault ??= new TechnicalFault("Client", sheet.Breach!.Detail!);
            return Technical(fault, family, Entry(body, family, sheet, null) with { Message = fault.Text });
        }

        string? number = NumberOf(frame);
        if (faults.Take(FaultKind.ServerFault, frame.Transaction, number) is not null)
        {
            TechnicalFault internalError = new("Server", "Internal error, on purpose");
            return Technical(
                internalError, family,
                Entry(body, family, sheet, frame) with { Message = internalError.Text, Faults = [FaultKind.ServerFault] });
        }

        CallOutcome outcome = Do(frame, family, sheet, number);
        RequestEntry entry = Entry(body, family, sheet, frame) with
        {
            Status = StatusCodes.Status200OK, ReturnCode = outcome.ReturnCode, Message = outcome.ReturnMessage,
        };
        byte[] bytes = WireMessage.Write(
            new XElement("BusinessTransactionResponse", Preamble(frame, outcome), outcome.Content), family, frame.Transaction);
        FaultSwitch[] then = [.. Afterwards.Select(kind => faults.Take(kind, frame.Transaction, number)).OfType<FaultSwitch>()];
        return new CallAnswer(
            StatusCodes.Status200OK, $"text/xml; charset={family.EncodingOf(frame.Transaction).ToLowerInvariant()}", bytes,
            entry with { Faults = [.. entry.Faults, .. then.Select(fault => fault.Kind)] }, then);
    }

    /// <summary>HTTP 500, with a SOAP fault where there is SOAP and a plain text where there is none (own assumption).</summary>
    internal static CallAnswer Technical(TechnicalFault fault, WireFamily family, RequestEntry entry) => new(
        StatusCodes.Status500InternalServerError,
        family.IsSoap ? "text/xml; charset=utf-8" : "text/plain; charset=utf-8",
        family.IsSoap ? WireMessage.Fault(fault) : System.Text.Encoding.UTF8.GetBytes(fault.Text),
        entry with { Status = StatusCodes.Status500InternalServerError },
        []);

    private CallOutcome Do(RequestFrame frame, WireFamily family, RuleSheet sheet, string? number)
    {
        new ElementCheck(sheet).Run(frame.Preamble, RequestShapes.Preamble(family, frame.Token is not null));
        CheckReceiver(frame, family, sheet);
        if (sheet.Breach is { } preamble)
        {
            return CallOutcome.Refused(
                frame.Transaction == ServiceTransaction.OrderCreate ? CallOutcome.PreambleFailure : CallOutcome.DataError, preamble.Detail!);
        }

        if (!sheet.Check("login", IsKnown(frame), "user, password or country is wrong"))
        {
            return CallOutcome.Refused(CallOutcome.NotAuthorised, "Authentication or authorisation failed");
        }

        if (faults.Take(FaultKind.WindowClosed, frame.Transaction, number) is not null)
        {
            return CallOutcome.Refused(CallOutcome.WindowClosed, "Realtime service is closed");
        }

        if (faults.Take(FaultKind.NotProcessed, frame.Transaction, number) is not null)
        {
            return CallOutcome.Refused(CallOutcome.NotProcessed, "Document could not be processed now");
        }

        new ElementCheck(sheet).Run(frame.Content, frame.Shape);
        return sheet.Breach is { } breach
            ? CallOutcome.Refused(CallOutcome.DataError, breach.Detail!)
            : frame.Transaction switch
            {
                ServiceTransaction.PriceAndAvailability => prices.Answer(frame, sheet),
                ServiceTransaction.OrderCreate => orders.Answer(frame, family, sheet),
                _ => inquiries.Answer(frame),
            };
    }

    private void CheckReceiver(RequestFrame frame, WireFamily family, RuleSheet sheet)
    {
        string? receiver = RequestFrame.ValueOf(frame.Preamble, "ReceiverID");
        sheet.Check(
            "receiver", receiver == options.IngramId || (!family.NamesParties && string.IsNullOrEmpty(receiver)),
            $"RequestPreamble/ReceiverID: '{receiver}' is not {options.IngramId}");
    }

    private bool IsKnown(RequestFrame frame)
    {
        string? user = frame.Token?.User ?? RequestFrame.ValueOf(frame.Preamble, "UserName");
        string? password = frame.Token?.Password ?? RequestFrame.ValueOf(frame.Preamble, "UserPassword");
        return user == options.UserName && password == options.Password
            && RequestFrame.ValueOf(frame.Preamble, "CountryCode") == options.CountryCode;
    }

    private XElement Preamble(RequestFrame frame, CallOutcome outcome) => new(
        "ResponsePreamble",
        new XElement("SenderID", options.IngramId),
        new XElement("ReceiverID", RequestFrame.ValueOf(frame.Preamble, "SenderID") ?? options.ResellerId),
        Element.Of("TransactionClassifier", RequestFrame.ValueOf(frame.Preamble, "TransactionClassifier")),
        Element.Of("TransactionID", RequestFrame.ValueOf(frame.Preamble, "TransactionID")),
        new XElement("DocumentID", numbers.NextDocumentId()),
        new XElement("TimeStamp", MessageText.Time(clock.Local(clock.Now))),
        new XElement("ReturnCode", MessageText.Whole(outcome.ReturnCode)),
        new XElement("ReturnMessage", outcome.ReturnMessage));

    private RequestEntry Entry(byte[] body, WireFamily family, RuleSheet sheet, RequestFrame? frame) => new()
    {
        At = clock.Now,
        Profile = family.Name,
        Transaction = frame?.Transaction,
        PurchaseOrderNumber = frame is null ? null : NumberOf(frame),
        TransactionId = RequestFrame.ValueOf(frame?.Preamble, "TransactionID"),
        Rules = sheet.Verdicts,
        Body = RequestText.Mask(body),
    };

    private static string? NumberOf(RequestFrame frame) =>
        frame["CustomerPurchaseOrderDetails", "PurchaseOrderNumber"] ?? frame["CustomerPurchaseOrderNumber"];
}
