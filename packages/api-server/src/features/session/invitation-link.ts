export function invitationLink(publicUrl: string, invitationId: string): string {
  return `${publicUrl}/invitations/${invitationId}`;
}
