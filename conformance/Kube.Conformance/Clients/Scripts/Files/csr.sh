# Prints a request for a certificate of a client.
openssl req -newkey rsa:2048 -nodes -subj /CN=$1 -keyout /dev/null -out $HOME/csr.pem 2>/dev/null
cat <<EOF
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata: {name: $1}
spec:
  request: $(base64 -w0 $HOME/csr.pem)
  signerName: example.com/tests
  usages: [client auth]
EOF
