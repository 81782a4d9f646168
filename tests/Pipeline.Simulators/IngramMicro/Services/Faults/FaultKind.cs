namespace Pipeline.Simulators.IngramMicro.Services.Faults;

/// <summary>What may go wrong with a call or a push.</summary>
public enum FaultKind
{
    /// <summary>A message is pushed twice, byte for byte.</summary>
    DuplicatePush,

    /// <summary>A message is held back until the next one has been sent, or for the switch's delay (default 5 seconds).</summary>
    ReorderPush,

    /// <summary>A message is sent later by the switch's delay (default 5 seconds).</summary>
    DelayPush,

    /// <summary>A message is never sent.</summary>
    DropPush,

    /// <summary>The first delivery of a message is cut in the middle; a repeat is whole.</summary>
    MalformedPush,

    /// <summary>The first delivery says UTF-8 and is ISO-8859-1; a repeat is right.</summary>
    WrongEncodingPush,

    /// <summary>Besides a message, one of the same kind about an order that nobody placed.</summary>
    UnknownOrderPush,

    /// <summary>A shipment comes as two advices that share each line of two pieces or more.</summary>
    TwoAdvicesForOneLine,

    /// <summary>An advice names no package and no tracking number.</summary>
    AdviceWithoutTracking,

    /// <summary>After an invoice, one that has a charge and no line.</summary>
    ChargesOnlyInvoice,

    /// <summary>After an invoice, a credit note over one piece of its first line.</summary>
    CreditNote,

    /// <summary>VAT and amount due of an invoice are one cent too high.</summary>
    CentsDifference,

    /// <summary>A call is done; then the connection is cut without an answer.</summary>
    AnswerLost,

    /// <summary>A call is done; then nothing is said for the switch's delay (default 2 minutes), and the connection is cut.</summary>
    TimeOutAfterAcceptance,

    /// <summary>HTTP 500; nothing was done.</summary>
    ServerFault,

    /// <summary>HTTP 500; the call was done all the same.</summary>
    ServerFaultAfterAcceptance,

    /// <summary>20005: the real-time service is closed; nothing was done.</summary>
    WindowClosed,

    /// <summary>20003: the document could not be handled now; nothing was done.</summary>
    NotProcessed,

    /// <summary>The answer comes after the switch's delay (default 5 seconds).</summary>
    Slow,

    /// <summary>A call is done; the answer is a page of HTML with status 200.</summary>
    GarbageAnswer,

    /// <summary>A purchase order number that was bought before is bought again.</summary>
    AcceptTwice,
}
