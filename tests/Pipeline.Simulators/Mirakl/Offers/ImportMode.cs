namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>What an import of offers does with those that are there.</summary>
internal enum ImportMode
{
    /// <summary>Creates, updates the columns that are there, deletes on demand.</summary>
    Normal,

    /// <summary>As normal, and deletes every offer that is not in the file.</summary>
    Replace,

    /// <summary>Updates cells that are not blank, creates nothing. Deprecated.</summary>
    PartialUpdate,

    /// <summary>OF24: what is not sent takes its default.</summary>
    Json,
}
