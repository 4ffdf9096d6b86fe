/**
 * What happens to every HTTP request before and after its resource method.
 *
 * <ol>
 *   <li>Each request has a reference. It is in the response, the log and the audit record.
 *   <li>Every error becomes one {@link org.openors.error.ORSResponse}. There is one mapper for each origin of errors.
 *   <li>The media type of an answer is what the method produces, in UTF-8, whatever parameters {@code Accept} has.
 *   <li>A caller who leaves is no failure: a request that can't be read is refused, and an answer that can't be written
 *       changes nothing.
 *   <li>A request body is limited to 8 KiB, or to what {@link org.openors.http.BodyLimit} says, and must come in time. Nothing of it is
 *       waited for before its caller is known.
 *   <li>No text of a request gets into the log: the HTTP method is one of the known ones.
 *   <li>When the process stops, requests in flight finish and new ones are refused.
 *   <li>At most 128 requests of the API are worked on at once, and 128 others. More are refused, they do not wait for a place.
 * </ol>
 */
package org.openors.http;
