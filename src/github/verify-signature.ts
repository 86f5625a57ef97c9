// Tells whether a delivery comes from GitHub: only GitHub and the app know the secret that its body is signed with.
import { verify } from '@octokit/webhooks-methods';

/** Makes the check for one secret. It resolves false for whatever is not the body's signature, and never rejects. */
export function signatureVerifier(
  secret: string,
): (body: Buffer | string, signature: string) => Promise<boolean> {
  return async (body, signature) => {
    // The library throws at an empty argument; an empty body is signed by nobody.
    if (body.length === 0 || signature.length === 0) return false;
    return verify(secret, body.toString(), signature);
  };
}
