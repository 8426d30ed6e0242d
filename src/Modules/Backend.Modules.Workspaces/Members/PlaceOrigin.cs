namespace Backend.Modules.Workspaces.Members;

/// <summary>How somebody came to a place in a workspace or a team.</summary>
internal enum PlaceOrigin
{
    /// <summary>Somebody gave it.</summary>
    Manual,

    /// <summary>A group at an issuer gives it, for as long as the person is in the group.</summary>
    Group,
}
