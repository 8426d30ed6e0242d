namespace Backend.Contracts.Tracking;

/// <summary>What a workflow state means, whatever its name.</summary>
public enum StateCategory
{
    /// <summary>New, and not yet looked at.</summary>
    Triage,

    /// <summary>To be done one day.</summary>
    Backlog,

    /// <summary>To be done next.</summary>
    Unstarted,

    /// <summary>Being worked on.</summary>
    Started,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Not to be done.</summary>
    Canceled,
}
