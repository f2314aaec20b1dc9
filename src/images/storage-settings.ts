/** The storage of pictures. */
export type StorageSettings = FolderSettings | S3Settings;

export interface FolderSettings {
  readonly kind: 'folder'; // the subfolder `pictures` of the data folder
}

/** A bucket of an S3-compatible server. */
export interface S3Settings {
  readonly kind: 's3';
  readonly bucket: string;
  /** The prefix of its object keys: empty, or a path that ends with a slash. */
  readonly prefix: string;
  /** The URL of the server; null: the AWS endpoint of the region. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Whether URLs contain the bucket in the path (path style) instead of the host name. */
  readonly pathStyle: boolean;
  /** Whether clients send and fetch pictures by presigned URLs of the bucket, past this server. */
  readonly direct: boolean;
  /** Null: the default credential chain of the AWS SDK, such as a profile or the role of the machine, container or pod. */
  readonly keys: AccessKeys | null;
}

/** The storage in the form of the variable STORAGE. */
export function nameOfStorage(settings: StorageSettings): string {
  return settings.kind === 'folder' ? 'folder' : `s3://${settings.bucket}/${settings.prefix}`;
}

/** The origin of the bucket's URLs. */
export function originOfBucket({ endpoint, region, pathStyle, bucket }: S3Settings): string {
  const { protocol, host } = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  return `${protocol}//${pathStyle ? '' : `${bucket}.`}${host}`;
}

export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The session token of temporary credentials. */
  readonly sessionToken?: string;
}
