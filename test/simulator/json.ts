/** The shape of everything that goes over the wire: plain JSON, built by serializers. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
