namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does with its row.</summary>
public enum TableTransactionActionType
{
    /// <summary>Inserts; 409 when the row exists.</summary>
    Add = 0,

    /// <summary>Changes the named properties; 404 when the row is absent, 412 when its ETag is another.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces the row; 404 when it is absent, 412 when its ETag is another.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes; 404 when the row is absent, 412 when its ETag is another.</summary>
    Delete = 3,

    /// <summary>Inserts, or changes the named properties.</summary>
    UpsertMerge = 4,

    /// <summary>Inserts or replaces.</summary>
    UpsertReplace = 5,
}
